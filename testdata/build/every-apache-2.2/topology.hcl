# Every attribute that Apache 2.2 has something for.

variable "site" {
  description = "domain of the sites"
  type        = string
  default     = "magpie.example"
  validation {
    condition     = var.site != ""
    error_message = "The sites need a domain."
  }
}

host "front" {
  platform    = "rhel6"
  description = "front end of 2011"
}

balancer "barn" {
  lbmethod = "bybusyness"
  sticky {}
  member "10.6.1.1" {
    port         = 8081
    route        = "owl"
    redirect     = "rook"
    disablereuse = true
  }
  member "rook" {
    address = "rook.magpie.example"
    port    = 8081
    down    = true
  }
}

virtual_host "barn.magpie.example" {
  server  = "apache"
  hosts   = [host.front]
  names   = ["barn.${var.site}", "shed.magpie.example"]
  aliases = ["hay.magpie.example"]
  listen  = ["10.6.2.80:443"]
  admin   = "farmer@magpie.example"

  tls {
    certificate     = "/etc/pki/tls/certs/barn.pem"
    certificate_key = "/etc/pki/tls/private/barn.key"
    chain           = "/etc/pki/tls/certs/barn-chain.pem"
    protocols       = ["TLSv1"]
    ciphers         = "HIGH:!MD5"
    redirect_http   = true
  }

  error_log "/var/log/httpd/barn-errors.%Y" {
    level  = "info"
    rotate = { every = "24h", utc_offset = "2h" }
  }
  access_log "/var/log/httpd/barn-requests.%Y%m" {
    format = "common"
    rotate = { every = "720h", utc_offset = "-3h" }
  }

  balancer_manager { allow = ["10.6.9.0/24"] }

  location "/" { balancer = balancer.barn }
  location "/stable" {
    balancer         = balancer.barn
    request_headers  = { "X-Barn" = "straw" }
    response_headers = { "X-Barn-Door" = "closed" }
  }
  location "/loft/" {
    balancer     = balancer.barn
    backend_path = "/attic/"
    allow        = ["10.6.7.0/24"]
  }
  location "/seeds/" { root = "/srv/barn/seeds" }
  location "/mill" { redirect = "http://mill.magpie.example/grind" }
}
