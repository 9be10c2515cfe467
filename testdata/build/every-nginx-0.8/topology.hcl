# Every attribute that nginx 0.8 has something for.

host "edge" { platform = "rhel5" }

balancer "sparrow" {
  method = "ip_hash"
  member "10.7.1.1" { port = 8383 }
  member "sparrow-2.wren.example" {
    port         = 8383
    max_fails    = 1
    fail_timeout = "8s"
  }
}

virtual_host "hedge.wren.example" {
  server         = "nginx"
  hosts          = [host.edge]
  aliases        = ["bush.wren.example"]
  listen         = ["10.7.2.80:8080"]
  default_server = true
  document_root  = "/srv/hedge"

  tls {
    certificate     = "/etc/nginx/hedge.pem"
    certificate_key = "/etc/nginx/hedge.key"
    protocols       = ["TLSv1"]
    ciphers         = "HIGH:!ADH"
    hsts            = "1h"
  }

  access_log "/var/log/nginx/hedge-requests.log" { format = "hedge_short" }
  error_log "/var/log/nginx/hedge-errors.log" { level = "error" }

  location "/" {
    balancer         = balancer.sparrow
    connect_timeout  = "4s"
    send_timeout     = "33s"
    read_timeout     = "44s"
    next_upstream    = ["error", "timeout"]
    request_headers  = { "X-Hedge" = "thorn" }
    response_headers = { "X-Hedge-Row" = "green" }
  }
  location "/roots/" {
    balancer     = balancer.sparrow
    backend_path = "/soil/"
    allow        = ["10.7.9.0/24"]
  }
  location "/leaves" { root = "/srv/hedge/leaves" }
  location "/gone" { redirect = "http://www.wren.example/autumn" }
}
