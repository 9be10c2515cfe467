network "heartbeat" { cidr = "10.30.0.0/24" }

hypervisor "esx-01" { address = "10.40.0.1" }
hypervisor "esx-02" { address = "10.40.0.2" }
hypervisor "esx-03" { address = "10.40.0.3" }

host "db1" {
  platform   = "rhel6"
  hypervisor = hypervisor.esx-01
  vm_name    = "db1"
  interface "eth0" { address = "10.30.0.1/24" }
}

host "db2" {
  platform   = "rhel6"
  hypervisor = hypervisor.esx-02
  vm_name    = "db2"
  interface "eth0" { address = "10.30.0.2/24" }
}

host "db3" {
  platform   = "rhel6"
  hypervisor = hypervisor.esx-03
  vm_name    = "db3"
  interface "eth0" { address = "10.30.0.3/24" }
}

fence_device "vcenter" {
  agent    = "fence_vmware_soap"
  address  = "192.0.2.9"
  login    = "fence"
  password = "in the open"
  ssl      = true
}

fence_device "scsi" { agent = "fence_scsi" }

cluster "shopdb" {
  config_version = 7
  heartbeat      = network.heartbeat
  fence_daemon { post_join_delay = "20s" }

  node "db1" {
    host = host.db1
    fence "vm" { device = fence_device.vcenter }
    fence "storage" { device = fence_device.scsi }
    unfence {
      device = fence_device.scsi
      action = "on"
    }
  }

  node "db2" {
    host = host.db2
    fence "vm" { device = fence_device.vcenter }
    fence "storage" { device = fence_device.scsi }
    unfence {
      device = fence_device.scsi
      action = "on"
    }
  }

  node "db3" {
    host = host.db3
    fence "vm" { device = fence_device.vcenter }
    fence "storage" { device = fence_device.scsi }
    unfence {
      device = fence_device.scsi
      action = "on"
    }
  }
}
