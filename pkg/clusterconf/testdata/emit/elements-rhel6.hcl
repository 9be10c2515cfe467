# Elements of the RHEL 6 schema for which the language has no block of its own.

network "heartbeat" { cidr = "10.7.0.0/24" }

host "n1" {
  platform = "rhel6"
  interface "eth1" { address = "10.7.0.1" }
}

fence_device "pdu" {
  agent           = "fence_apc"
  address         = "10.7.0.9"
  login           = "apc"
  password_script = "/etc/cluster/pdu"
}

cluster "lab" {
  heartbeat = network.heartbeat

  node "n1" {
    host = host.n1
    fence "pdu" {
      device = fence_device.pdu
      port   = "1"
    }
  }

  dlm {
    protocol = "sctp"
    element "lockspace" {
      name  = "data"
      nodir = 1
      element "master" { name = "n1" }
    }
  }

  totem {
    secauth = true
    element "interface" {
      ringnumber  = 0
      bindnetaddr = "10.7.0.0"
    }
  }

  element "clvmd" { interface = "eth1" }
  element "uidgid" {
    uid = "ricci"
    gid = "ricci"
  }
  element "group" { groupd_compat = 0 }

  resource_manager {
    log_level = 6
    element "events" {
      element "event" {
        name  = "notify"
        class = "node"
        file  = "/usr/local/share/notify.sl"
      }
    }
  }

  service "web" {
    resource "script" "httpd" {
      file = "/etc/init.d/httpd"
      element "action" {
        name     = "status"
        interval = 30
      }
    }
  }
}
