# rgmanager: domains, shared resources, services that nest, a virtual machine.
network "ring" { cidr = "10.1.0.0/24" }

dynamic "host" {
  for_each = [1, 2, 3]
  labels   = ["shop-${host.value}"]
  content {
    platform = "rhel6"
    vm_name  = "shop ${host.value}"
    vm_uuid  = host.value == 3 ? "564d3b5c-0000-1111-2222-333344445555" : null
    interface "eth0" { address = "10.1.0.${host.value}/24" }
  }
}

fence_device "vcenter" {
  agent    = "fence_vmware_soap"
  address  = "vcenter.example.net"
  login    = "fencer"
  password = "s3cr3t"
  ssl      = true
}

cluster "shop" {
  heartbeat = network.ring

  cman { transport = "udpu" }

  dynamic "node" {
    for_each = [1, 2, 3]
    labels   = ["shop-${node.value}"]
    content {
      host = host["shop-${node.value}"]
      fence "vcenter" { device = fence_device.vcenter }
    }
  }

  resource_manager { log_level = 6 }

  failover_domain "front" {
    ordered    = true
    restricted = true
    nofailback = true
    member "shop-1" { priority = 1 }
    member "shop-2" { priority = 2 }
  }

  resource "ip" "10.1.2.40/24" { monitor_link = true }

  resource "ip" "back" { address = "10.1.3.40/24" }

  resource "fs" "www" {
    mountpoint    = "/srv/www"
    device        = "/dev/vg_www/lv_www"
    fstype        = "ext4"
    force_unmount = true
  }

  resource "script" "shopd" { file = "/etc/init.d/shopd" }

  resource "SAPInstance" "PRD_DVEBMGS00_app" { DIR_PROFILE = "/sapmnt/PRD/profile" }

  service "web" {
    domain    = "front"
    autostart = true
    recovery  = "restart-disable"
    priority  = 1

    resource "ip" "10.1.2.40/24" {
      ref = true

      resource "fs" "www" {
        ref = true

        resource "nfsexport" "export" {
          resource "nfsclient" "lan" {
            target  = "10.1.2.0/24"
            options = "rw,sync"
          }
        }

        resource "script" "shopd" {
          ref = true
          resource "action" "status" { interval = 30 }
        }
      }
    }

    resource "ip" "back" { ref = true }
    resource "SAPInstance" "PRD_DVEBMGS00_app" { ref = true }
  }

  vm "guest" {
    domain    = "front"
    migrate   = "live"
    use_virsh = true
  }
}
