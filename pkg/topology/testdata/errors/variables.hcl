variable "no_value" {}
variable "count" {
  type    = number
  default = "many"
}
variable "port" {
  type    = number
  default = 80
  validation {
    condition     = var.port > 1023
    error_message = "Ports below 1024 are taken."
  }
}
variable "secret" {
  type      = number
  default   = "hunter2-and-more"
  sensitive = true
}
variable "port" { default = 1 }
host "h" { platform = var.prot }
