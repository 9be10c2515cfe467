# The article's cluster: three guests, fenced through vCenter.
variable "vcenter_password" {
  default   = "xxxxx"
  sensitive = true
}

network "heartbeat" { cidr = "10.0.0.0/24" }

dynamic "host" {
  for_each = toset(["01", "02", "03"])
  labels   = ["cluster-01-node-${host.key}"]
  content {
    platform = "rhel5"
    vm_name  = "Cluster_01_Node_${host.key}"
    interface "eth1" { address = "10.0.0.${tonumber(host.key)}/24" }
  }
}

fence_device "vcenter" {
  agent    = "fence_vmware_vi"
  address  = "10.107.113.2"
  login    = "user"
  password = var.vcenter_password
}

cluster "Cluster_GFS" {
  config_version = 10
  alias          = "Cluster_GFS"
  heartbeat      = network.heartbeat

  multicast {
    address   = "224.0.0.1"
    interface = "eth1"
  }

  fence_daemon {
    post_join_delay = "3s"
    post_fail_delay = "0s"
    clean_start     = false
  }

  dynamic "node" {
    for_each = ["cluster-01-node-01", "cluster-01-node-02", "cluster-01-node-03"]
    labels   = [node.value]
    content {
      host  = host[node.value]
      votes = 1
      fence "single" { device = fence_device.vcenter }
    }
  }
}
