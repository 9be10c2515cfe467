# Every attribute that nginx has something for, on a release of today.

locals {
  port = 8080
}

host "edge" {
  platform      = "debian13"
  nginx_version = "1.31.0"
}

balancer "finch" {
  scheme             = "https"
  method             = "hash"
  hash_key           = "$request_uri"
  hash_consistent    = true
  keepalive          = 24
  keepalive_requests = 5000
  keepalive_timeout  = "75s"
  keepalive_time     = "30m"
  zone               = "128k"

  member "finch-1.wren.example" {
    port         = local.port
    weight       = 5
    max_fails    = 2
    fail_timeout = "12s"
    max_conns    = 300
    resolve      = true
  }
  member "finch-2" {
    address = "10.7.0.2"
    port    = local.port
    down    = true
  }
}

balancer "robin" {
  method = "random"
  zone   = "64k"
  sticky {
    cookie   = "PERCH"
    path     = "/nest/"
    domain   = "robin.wren.example"
    expires  = "3h"
    samesite = "lax"
  }
  member "10.7.0.5" {
    port  = 8181
    route = "redbreast"
  }
  member "10.7.0.6" {
    port  = 8181
    drain = true
  }
}

balancer "swift" {
  method = "least_time"
  member "10.7.0.7" { port = 8282 }
}

virtual_host "edge.wren.example" {
  server         = "nginx"
  hosts          = [host.edge]
  names          = ["edge.wren.example", "*.edge.wren.example"]
  aliases        = ["10.7.0.80"]
  listen         = ["*:443", "[2001:db8:7::80]:443"]
  default_server = true
  document_root  = "/srv/edge/public"

  tls {
    certificate     = "/etc/nginx/tls/edge.pem"
    certificate_key = "/etc/nginx/tls/edge.key"
    protocols       = ["TLSv1.3"]
    ciphers         = "ECDHE+CHACHA20:!SHA1"
    http2           = true
    hsts            = "2190h"
    redirect_http   = true
  }

  access_log "/var/log/nginx/edge-requests.log" { format = "edge_timed" }
  error_log "/var/log/nginx/edge-errors.log" { level = "crit" }
  error_log "/var/log/nginx/edge-notices.log" { level = "notice" }

  location "/" {
    balancer              = balancer.finch
    connect_timeout       = "1500ms"
    send_timeout          = "11s"
    read_timeout          = "22s"
    next_upstream         = ["error", "http_429"]
    next_upstream_tries   = 2
    next_upstream_timeout = "9s"
    request_headers       = { "X-Client-Port" = "$remote_port", "X-Edge" = "beak" }
    response_headers      = { "X-Frame-Options" = "DENY", "X-Edge-Name" = "wren" }
  }
  location "/live/" {
    balancer     = balancer.robin
    backend_path = "/stream/"
    websocket    = true
    buffering    = false
  }
  location "/plain" {
    balancer        = balancer.swift
    preserve_host   = false
    forwarded_proto = false
    forwarded_for   = false
    allow           = ["10.7.9.0/24", "2001:db8:7:9::/64"]
  }
  location "/feathers" { root = "/srv/edge/feathers" }
  location "/eggs/" {
    root             = "/srv/edge/eggs"
    response_headers = { "Cache-Control" = "max-age=60" }
  }
  location "/moved" {
    redirect        = "https://www.wren.example/there?a=b"
    redirect_status = 307
  }
  location "/except" { exclude = true }
}
