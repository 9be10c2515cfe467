host "a" {
  platform = "rhel6
}
host "b" {
  platform = rhel6"
  domain = 10.0.0.1
}
