# Every attribute that Apache has something for, on a release of today.

host "front" {
  platform      = "debian13"
  httpd_version = "2.4.66"
  description   = "front end of today"
}

balancer "shop" {
  scheme          = "http"
  method          = "least_conn"
  lbmethod        = "bytraffic"
  timeout         = "7s"
  maxattempts     = 3
  nofailover      = false
  failonstatus    = [502, 503]
  failontimeout   = true
  forcerecovery   = false
  scolonpathdelim = true
  growth          = 4
  nonce           = "5c1f6a52"

  member "stall-1" {
    address           = "10.6.0.1"
    port              = 8080
    weight            = 3
    route             = "stall1"
    ping              = "2s"
    retry             = "15s"
    timeout           = "45s"
    connectiontimeout = "2500ms"
    acquire           = "750ms"
    ttl               = "90s"
    addressttl        = "120s"
    min               = 1
    max               = 25
    smax              = 10
    lbset             = 0
    redirect          = "stall2"
    status            = "+I"
    keepalive         = true
    disablereuse      = false
    flushpackets      = "auto"
    flushwait         = "20ms"
    flusher           = "heron"
    iobuffersize      = 16384
    receivebuffersize = 32768
    responsefieldsize = 12000
    upgrade           = "websocket"
    slow_start        = "25s" # of the commercial nginx; Apache has no such thing
  }
  member "stall-2.magpie.example" {
    port         = 8080
    route        = "stall2"
    backup       = true
    max_fails    = 4
    fail_timeout = "35s"
  }
  member "10.6.0.3" {
    port  = 8080
    route = "stall3"
    drain = true
  }

  sticky {
    cookie        = "STALLID"
    url_parameter = "stallid"
    separator     = "!"
    path          = "/basket/"
    domain        = "shop.magpie.example"
    expires       = "2h"
    secure        = true
    httponly      = false
    samesite      = "strict"
  }

  health_check {
    method      = "GET11"
    uri         = "/alive"
    interval    = "6s"
    passes      = 2
    fails       = 3
    statuses    = [200, 204]
    body_regexp = "nest is (warm|full)"
  }
}

balancer "ajp" {
  scheme = "ajp"
  member "10.6.0.9" {
    port   = 8009
    secret = "tailfeather"
  }
}

virtual_host "shop.magpie.example" {
  server         = "apache"
  hosts          = [host.front]
  names          = ["shop.magpie.example", "store.magpie.example"]
  aliases        = ["*.shop.magpie.example", "10.6.0.80"]
  listen         = ["10.6.0.80:8443", "[2001:db8:6::80]:8443"]
  default_server = true
  admin          = "nestmaster@magpie.example"
  document_root  = "/srv/shop/public"

  tls {
    certificate     = "/etc/ssl/shop/chain.pem"
    certificate_key = "/etc/ssl/private/shop.key"
    protocols       = ["TLSv1.2", "TLSv1.3"]
    ciphers         = "ECDHE+AESGCM:!aNULL"
    http2           = true
    hsts            = "4380h"
    redirect_http   = true
  }

  error_log "/var/log/apache2/shop-errors.%G%V" {
    level  = "notice"
    rotate = { every = "168h", utc_offset = "-90m" }
  }
  access_log "/var/log/apache2/shop-requests.%Y%m%d" {
    format = "vhost_combined"
    rotate = { every = "12h", local_time = true }
  }
  access_log "/var/log/apache2/shop-plain.log" { format = "agent" }

  balancer_manager {
    path  = "/perch"
    allow = ["10.6.9.0/24", "2001:db8:6:9::/64"]
  }

  location "/" {
    balancer        = balancer.shop
    connect_timeout = "2500ms"
    read_timeout    = "45s"
    websocket       = true
  }
  location "/receipts/" {
    balancer         = balancer.shop
    request_headers  = { "X-Client-Cert" = "%%{SSL_CLIENT_S_DN}s", "X-Nest" = "twig" }
    response_headers = { "X-Frame-Options" = "DENY", "X-Served-By" = "magpie" }
  }
  location "/orders/" {
    balancer        = balancer.ajp
    backend_path    = "/ledger/"
    preserve_host   = false
    forwarded_proto = false
    forwarded_for   = false
    buffering       = false
    allow           = ["10.6.7.0/24"]
  }
  location "/pictures" {
    root             = "/srv/shop/pictures"
    response_headers = { "Cache-Control" = "max-age=600" }
  }
  location "/old-shop" {
    redirect        = "https://www.magpie.example/museum?from=shop"
    redirect_status = 308
  }
  location "/drafts/" { exclude = true }
}
