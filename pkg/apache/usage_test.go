package apache

import "testing"

func TestLookupUsage(t *testing.T) {
	if u, ok := LookupUsage("KEEPALIVE"); !ok || !u.Flag || u.Refused&PlaceDirectory == 0 || u.Refused&PlaceVirtualHost != 0 {
		t.Errorf("KeepAlive: %+v, %t", u, ok)
	}
	if u, _ := LookupUsage("CustomLog"); u.Min != 2 || u.Max != 3 {
		t.Errorf("CustomLog: %+v", u)
	}
	if u, _ := LookupUsage("AddType"); u.Min != 2 || u.Max != -1 {
		t.Errorf("AddType: %+v", u)
	}
	if u, _ := LookupUsage("DeflateWindowSize"); u.Number == nil || *u.Number != (Bounds{Low: 1, High: 15}) {
		t.Errorf("DeflateWindowSize: %+v", u)
	}
	if u, _ := LookupUsage("SSLProtocol"); !u.Each || !u.Signed || u.Words[0] != "all" {
		t.Errorf("SSLProtocol: %+v", u)
	}
	if _, ok := LookupUsage("PassengerEnabled"); ok {
		t.Error("a directive of another module has a usage")
	}
}

func TestUsagesAreOfKnownDirectives(t *testing.T) {
	if n := len(usageTable()); n < 600 {
		t.Errorf("only %d usages", n)
	}
	for name, u := range usageTable() {
		if _, known := LookupDirective(name); !known {
			t.Errorf("%s has a usage, and is not in the table of directives", name)
		}
		if u.Max >= 0 && u.Max < u.Min {
			t.Errorf("%s takes from %d to %d arguments", name, u.Min, u.Max)
		}
	}
}

func TestPlaceOf(t *testing.T) {
	for name, want := range map[string]Place{
		"VirtualHost": PlaceVirtualHost, "directorymatch": PlaceDirectory, "LocationMatch": PlaceLocation, "Files": PlaceFiles,
		"ProxyMatch": PlaceProxy, "ElseIf": PlaceIf, "LimitExcept": PlaceLimit, "RequireAll": PlaceRequire, "IfModule": 0,
	} {
		if got, ok := PlaceOf(name); got != want || ok != (want != 0) {
			t.Errorf("%s: %d, not %d", name, got, want)
		}
	}
}
