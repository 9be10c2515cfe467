package clusterconf

// secrets are the attributes that hold a secret by their nature. Scripts that
// print a password and files that hold a key are named in the open.
var secrets = map[string]bool{
	"passwd": true, "password": true, "snmp_priv_passwd": true, "community": true,
	"secret_key": true, "access_key": true, "apikey": true, "api_token": true,
	"hexadecimal_kg": true,
}

// isSecret tells whether an attribute of that name holds a secret by its nature.
func isSecret(attribute string) bool { return secrets[attribute] }

// unlessSecret is a part of an attribute's value for an error text.
func unlessSecret(attribute, text string) string {
	if isSecret(attribute) {
		return "…"
	}
	return text
}
