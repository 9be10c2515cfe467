virtual_host "a" {
  server = "apache"
  location "/" {
    redirect        = "http://example.net/"
    request_headers = { X-Referer = "%{Referer}i", X-Host = "%{HTTP_HOST}" }
  }
}
