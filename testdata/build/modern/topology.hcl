# Front ends of today: TLS, HTTP/2, WebSockets, sticky sessions, health checks.

host "apache" { platform = "debian12" }
host "nginx" { platform = "debian12" }
host "nginx-new" {
  platform      = "debian13"
  nginx_version = "1.30.0"
}
host "apache-el9" { platform = "rocky9" }

balancer "sessions" {
  sticky {
    secure   = true
    samesite = "lax"
  }
  health_check {
    uri      = "/healthz"
    interval = "5s"
    fails    = 3
    statuses = [200, 204]
  }
  failonstatus = [502, 503]
  member "10.2.0.1" {
    port              = 8080
    route             = "app1"
    connectiontimeout = "3s"
    retry             = "10s"
  }
  member "10.2.0.2" {
    port  = 8080
    route = "app2"
  }
}

balancer "pool" {
  method    = "least_conn"
  keepalive = 32
  zone      = "64k"
  member "10.2.0.1" {
    port         = 8080
    max_fails    = 3
    fail_timeout = "30s"
    max_conns    = 200
  }
  member "10.2.0.2" { port = 8080 }
}

balancer "sticky" {
  zone = "64k"
  sticky { cookie = "node" }
  member "10.2.0.1" {
    port  = 8443
    route = "a"
  }
  member "10.2.0.2" {
    port  = 8443
    route = "b"
    drain = true
  }
  scheme = "https"
}

virtual_host "shop.example.net" {
  server = "apache"
  hosts  = [host.apache, host.apache-el9]
  tls {
    certificate     = "/etc/ssl/shop.pem"
    certificate_key = "/etc/ssl/private/shop.key"
    redirect_http   = true
    hsts            = "8760h"
    http2           = true
  }
  location "/" { balancer = balancer.sessions }
  location "/ws/" {
    balancer  = balancer.sessions
    websocket = true
  }
}

virtual_host "www.example.net" {
  server         = "nginx"
  hosts          = [host.nginx, host.nginx-new]
  default_server = true
  tls {
    certificate     = "/etc/ssl/www.pem"
    certificate_key = "/etc/ssl/private/www.key"
    redirect_http   = true
    http2           = true
  }
  location "/" {
    balancer         = balancer.pool
    request_headers  = { X-Client-Port = "$remote_port" }
    response_headers = { X-Frame-Options = "DENY" }
  }
  location "/live/" {
    balancer  = balancer.pool
    websocket = true
    buffering = false
  }
  location "/status" {
    balancer = balancer.pool
    allow    = ["10.0.0.0/8", "127.0.0.1"]
  }
}

virtual_host "api.example.net" {
  server = "nginx"
  hosts  = [host.nginx-new]
  tls {
    certificate     = "/etc/ssl/www.pem"
    certificate_key = "/etc/ssl/private/www.key"
  }
  location "/" { balancer = balancer.sticky }
}
