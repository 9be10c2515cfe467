# Every attribute of machines and their networks: each mode of bonding, with what
# that mode alone has, in the dialects of three releases.

network "office" {
  cidr        = "10.8.0.0/22"
  gateway     = "10.8.3.254"
  description = "desks and printers"
}
network "six" {
  cidr        = "2001:db8:8::/64"
  gateway     = "2001:db8:8::fe"
  description = "the same desks, today"
}

switch "attic" {
  stack       = "loft"
  lacp        = true
  description = "rack 4, unit 12"
}
switch "cellar" { stack = "loft" }

hypervisor "kiln" {
  address     = "10.8.1.11"
  description = "two sockets, 64 GiB"
}

host "desk-old" {
  platform    = "rhel5"
  domain      = "office.example"
  hypervisor  = hypervisor.kiln
  vm_name     = "Desk Old"
  vm_uuid     = "42314a5e-2f9d-4d6c-8f3c-0a1b2c3d4e5f"
  description = "print server"

  interface "eth0" {
    hwaddr              = "02:00:08:00:00:01"
    switch              = switch.attic
    address             = "10.8.0.11/22"
    secondary_addresses = ["10.8.0.12/22", "2001:db8:8::12/64"]
    ipv6_address        = "2001:db8:8::11/64"
    gateway             = "10.8.3.253"
    onboot              = false
    userctl             = true
    mtu                 = 1492
    dns                 = ["10.8.0.53", "10.8.0.54"]
    names               = ["printer", "printer.office.example"]
    description         = "on-board card, left port"
  }
  interface "eth1" {
    macaddr   = "02:00:08:00:00:02"
    bootproto = "dhcp"
  }
}

host "desk-mid" {
  platform = "rhel6"

  interface "eth0" { hwaddr = "02:00:08:00:01:00" }
  interface "eth1" { hwaddr = "02:00:08:00:01:01" }
  interface "eth2" {}
  interface "eth3" {}

  bond "bond0" {
    interfaces          = ["eth0", "eth1"]
    mode                = "active-backup"
    arp_interval        = "1500ms"
    arp_ip_target       = ["10.8.3.254", "10.8.3.253"]
    arp_validate        = "backup"
    primary             = "eth0"
    primary_reselect    = "better"
    fail_over_mac       = "active"
    num_grat_arp        = 2
    num_unsol_na        = 3
    resend_igmp         = 4
    all_slaves_active   = true
    address             = "10.8.0.21/22"
    secondary_addresses = ["10.8.0.22/22"]
    ipv6_address        = "2001:db8:8::21/64"
    gateway             = "10.8.3.252"
    dns                 = ["10.8.0.55"]
    names               = ["scanner"]
    description         = "both cards of the scanner"
  }
  bond "bond1" {
    interfaces = ["eth2", "eth3"]
    mode       = "balance-rr"
    miimon     = "150ms"
    updelay    = "300ms"
    downdelay  = "450ms"
    bootproto  = "bootp"
    mtu        = 9000
    userctl    = false
  }
  interface "bond1.30" { address = "10.8.0.31" }
}

host "desk-new" {
  platform = "rhel8"

  dynamic "interface" {
    for_each = range(10)
    labels   = ["ens${interface.value}"]
    content {}
  }
  bond "bond0" {
    interfaces       = ["ens0", "ens1"]
    mode             = "802.3ad"
    lacp_rate        = "fast"
    ad_select        = "bandwidth"
    min_links        = 1
    xmit_hash_policy = "layer3+4"
    use_carrier      = true
    default_route    = true
    address          = "10.8.0.41"
  }
  bond "bond1" {
    interfaces      = ["ens2", "ens3"]
    arp_interval    = "2s"
    arp_ip_target   = ["10.8.3.254"]
    arp_validate    = "all"
    arp_all_targets = "any"
    bootproto       = "dhcp"
    default_route   = false
  }
  bond "bond2" {
    interfaces     = ["ens4", "ens5"]
    mode           = "balance-tlb"
    tlb_dynamic_lb = false
    lp_interval    = 5
    onboot         = false
  }
  bond "bond3" {
    interfaces        = ["ens6", "ens7"]
    mode              = "balance-rr"
    packets_per_slave = 8
  }
  bond "bond4" {
    interfaces       = ["ens8", "ens9"]
    mode             = "balance-xor"
    xmit_hash_policy = "vlan+srcmac"
  }
}

volume_group "shelf" {
  host        = host.desk-new
  extent_size = "8MiB"

  physical_volume "/dev/vdb1" {
    size = "120GiB"
    wwid = "3600a0b80002f1b2e"
    rdm  = { scsi = "1:3", compatibility = "virtual" }
  }
  logical_volume "papers" {
    size = "75%"
    filesystem "xfs" {
      mount_point = "/srv/papers"
      label       = "papers"
      options     = ["noatime", "nodev"]
    }
  }
}
