package topology

var fenceDeviceSpec = &BlockSpec{
	Type:    "fence_device",
	Labels:  []LabelSpec{{"name", XMLName, "the device's name"}},
	Doc:     "What can cut a failed node off. One device serves any number of nodes: what to cut is said in each node's `fence`.",
	Becomes: "cluster.conf: `<fencedevice>`, with the parameter names of the cluster.conf era (`ipaddr`, `login`, `passwd`).",
	Example: `fence_device "vcenter" {
  agent    = "fence_vmware_soap"
  address  = "10.107.113.2"
  login    = "fencer"
  password = var.vcenter_password
  ssl      = true
}`,
	Open: "a parameter of the fence agent",
	new:  func() any { return new(FenceDevice) },
	Attrs: []AttrSpec{
		{Name: "agent", Kind: Token, Required: true, Doc: "The fence agent.", Example: `"fence_ipmilan"`, Becomes: "cluster.conf: `agent`"},
		{Name: "address", Kind: HostAddress, Doc: "Where the agent connects to.", Example: `"10.107.113.2"`, Becomes: "cluster.conf: `ipaddr`, or `hostname` where the agent calls it so"},
		{Name: "login", Kind: String, Doc: "The account.", Example: `"fencer"`, Becomes: "cluster.conf: `login`"},
		{Name: "password", Kind: String, Sensitive: true, Doc: "Its password.", Example: "var.vcenter_password", Becomes: "cluster.conf: `passwd`"},
		{Name: "password_script", Kind: Path, Doc: "A program that prints the password, so that cluster.conf does not hold it.", Example: `"/etc/cluster/fence-password"`, Becomes: "cluster.conf: `passwd_script`"},
	},
}

var clusterSpec = &BlockSpec{
	Type:    "cluster",
	Labels:  []LabelSpec{{"name", Name, "the cluster's name: at most 16 characters on RHEL 5, 15 on RHEL 6"}},
	Doc:     "A cluster of cman and rgmanager. Votes, quorum, the multicast address and the node ids are worked out where they are not given.",
	Becomes: "cluster.conf on every node, and /etc/hosts with the names of the cluster.",
	Example: `cluster "Cluster_GFS" {
  heartbeat = network.heartbeat

  node "node-01" {
    host = host.node-01
    fence "vcenter" { device = fence_device.vcenter }
  }

  node "node-02" {
    host = host.node-02
    fence "vcenter" { device = fence_device.vcenter }
  }
}`,
	new: func() any { return new(Cluster) },
	Attrs: []AttrSpec{
		{Name: "config_version", Kind: Int, Min: 1, Max: 2147483647, Default: "1", Doc: "The version that the nodes compare; hagen raises it by itself where the file differs from what the output folder holds.", Example: "10", Becomes: "cluster.conf: `config_version`"},
		{Name: "alias", Kind: String, Doc: "A name for people; RHEL 5 only.", Example: `"production"`, Becomes: "cluster.conf: `alias`"},
		{Name: "heartbeat", Kind: Reference, Ref: "network", Required: true, Doc: "The network that the cluster manager talks on. The node names resolve to the hosts' addresses in it, and that alone decides the interface.", Example: "network.heartbeat", Becomes: "hosts: the node names' addresses"},
	},
	Blocks: []*BlockSpec{
		nodeSpec, multicastSpec, altMulticastSpec, fenceDaemonSpec, cmanSpec, totemSpec, quorumDiskSpec,
		dlmSpec, gfsControldSpec, loggingSpec,
		resourceManagerSpec, failoverDomainSpec, resourceSpec, serviceSpec, vmSpec,
		elementSpec,
	},
}

var nodeSpec = &BlockSpec{
	Type:    "node",
	Labels:  []LabelSpec{{"name", Hostname, "the node's name: what `uname -n` says on the host"}},
	Doc:     "A member of the cluster. Its name resolves to its host's address in the heartbeat network.",
	Becomes: "cluster.conf: `<clusternode>`. hosts: a line.",
	Example: `node "node-01" {
  host = host.node-01
  fence "ipmi" { device = fence_device.node-01-ipmi }
  fence "power" {
    device = fence_device.apc
    port   = "3"
  }
}`,
	new: func() any { return new(Node) },
	Attrs: []AttrSpec{
		{Name: "host", Kind: Reference, Ref: "host", Required: true, Doc: "The machine.", Example: "host.node-01"},
		{Name: "nodeid", Kind: Int, Min: 1, Max: 2147483647, Computed: "its place among the nodes", Doc: "The node's number; give it where nodes come and go, for it must not change.", Example: "1", Becomes: "cluster.conf: `nodeid`"},
		{Name: "votes", Kind: Int, Min: 0, Max: 255, Default: "1", Doc: "The node's votes.", Example: "1", Becomes: "cluster.conf: `votes`"},
		{Name: "weight", Kind: Int, Min: 0, Max: 255, Doc: "The node's weight for the lock master; RHEL 6 only.", Example: "1", Becomes: "cluster.conf: `weight`"},
	},
	Blocks: []*BlockSpec{fenceSpec, unfenceSpec, altNameSpec},
}

var fenceAttrs = []AttrSpec{
	{Name: "device", Kind: Reference, Ref: "fence_device", Required: true, Doc: "The device.", Example: "fence_device.apc", Becomes: "cluster.conf: `name` of `<device>`"},
	{Name: "port", Kind: String, Computed: "the host's `vm_name`, for an agent that fences virtual machines", Doc: "What to cut: an outlet, a virtual machine, a slot.", Example: `"3"`, Becomes: "cluster.conf: `port` of `<device>`, or what the agent calls it"},
	{Name: "action", Kind: Token, Doc: "What to do; the agent's default unless given.", Example: `"off"`, Becomes: "cluster.conf: `action` of `<device>`"},
}

var fenceSpec = &BlockSpec{
	Type:    "fence",
	Labels:  []LabelSpec{{"method", String, "the method's name"}},
	Repeats: true,
	Doc:     "A way to cut the node off. Methods are tried in order. Blocks with one label are one method, whose devices must all succeed: the two power supplies of one machine, which are then switched off, off, on, on.",
	Becomes: "cluster.conf: `<method>` and `<device>`.",
	Example: `fence "power" {
  device = fence_device.apc-a
  port   = "3"
}`,
	Open:  "a parameter of the fence agent",
	new:   func() any { return new(Fence) },
	Attrs: fenceAttrs,
}

var unfenceSpec = &BlockSpec{
	Type:    "unfence",
	Repeats: true,
	Doc:     "What gives the node its access back at start, for agents that cut storage off; RHEL 6.",
	Becomes: "cluster.conf: `<unfence>` and `<device>`.",
	Example: `unfence {
  device = fence_device.scsi
  action = "on"
}`,
	Open:  "a parameter of the fence agent",
	new:   func() any { return new(Fence) },
	Attrs: fenceAttrs,
}

var altNameSpec = &BlockSpec{
	Type:    "altname",
	Labels:  []LabelSpec{{"name", Hostname, "the node's name in the second ring"}},
	Single:  true,
	Doc:     "The node's name in a second ring; RHEL 6. Every node needs one, or none.",
	Becomes: "cluster.conf: `<altname>`.",
	Example: `altname "node-01-alt" {}`,
	new:     func() any { return new(AltName) },
	Attrs: []AttrSpec{
		{Name: "mcast", Kind: Address, Doc: "The second ring's group.", Example: `"239.192.200.252"`, Becomes: "cluster.conf: `mcast`"},
		{Name: "port", Kind: Port, Doc: "The second ring's port.", Example: "5407", Becomes: "cluster.conf: `port`"},
		{Name: "ttl", Kind: Int, Min: 1, Max: 255, Doc: "The packets' time to live.", Example: "1", Becomes: "cluster.conf: `ttl`"},
	},
}

var multicastAttrs = []AttrSpec{
	{Name: "address", Kind: Address, Computed: "worked out from the cluster's name, as cman does", Doc: "The group.", Example: `"239.192.200.251"`, Becomes: "cluster.conf: `addr`"},
	{Name: "ttl", Kind: Int, Min: 1, Max: 255, Doc: "The packets' time to live; RHEL 6.", Example: "1", Becomes: "cluster.conf: `ttl`"},
	{Name: "port", Kind: Port, Doc: "The port; RHEL 6.", Example: "5405", Becomes: "cluster.conf: `port`"},
}

var multicastSpec = &BlockSpec{
	Type: "multicast", Single: true,
	Doc:     "The group that the cluster manager talks on.",
	Becomes: "cluster.conf: `<multicast>` in `<cman>`.",
	Example: `multicast { address = "239.192.200.251" }`,
	new:     func() any { return new(Multicast) },
	Attrs: append(multicastAttrs[:len(multicastAttrs):len(multicastAttrs)],
		AttrSpec{Name: "interface", Kind: Device, Doc: "An attribute of RHEL 4 that later releases no longer read; RHEL 5 accepts it. The heartbeat network decides the interface.", Example: `"eth1"`, Becomes: "cluster.conf on RHEL 5: `interface`"}),
}

var altMulticastSpec = &BlockSpec{
	Type: "altmulticast", Single: true,
	Doc:     "The group of the second ring; RHEL 6.",
	Becomes: "cluster.conf: `<altmulticast>` in `<cman>`.",
	Example: `altmulticast { address = "239.192.200.252" }`,
	new:     func() any { return new(MulticastGroup) },
	Attrs:   multicastAttrs,
}

var fenceDaemonSpec = &BlockSpec{
	Type: "fence_daemon", Single: true,
	Doc:     "Configures fenced(8).",
	Becomes: "cluster.conf: `<fence_daemon>`.",
	Example: `fence_daemon { post_join_delay = "20s" }`,
	Open:    "an attribute of `<fence_daemon>`",
	new:     func() any { return new(FenceDaemon) },
	Attrs: []AttrSpec{
		{Name: "post_join_delay", Kind: Duration, Default: "20s", Unit: "s", Doc: "How long a starting cluster waits for absent nodes before it fences them.", Example: `"20s"`, Becomes: "cluster.conf: `post_join_delay`; 20 s also where there is no such block"},
		{Name: "post_fail_delay", Kind: Duration, Default: "0s", Unit: "s", Doc: "How long a failed node is left to come back.", Example: `"0s"`, Becomes: "cluster.conf: `post_fail_delay`"},
		{Name: "clean_start", Kind: Bool, Default: "false", Doc: "Whether a starting cluster takes absent nodes for safe. Testing only.", Example: "false", Becomes: "cluster.conf: `clean_start`"},
	},
}

var cmanSpec = &BlockSpec{
	Type: "cman", Single: true,
	Doc:     "Configures the cluster manager, cman(5).",
	Becomes: "cluster.conf: `<cman>`.",
	Example: `cman { transport = "udpu" }`,
	Open:    "an attribute of `<cman>`",
	new:     func() any { return new(ClusterManager) },
	Attrs: []AttrSpec{
		{Name: "two_node", Kind: Bool, Computed: "true for two nodes with one vote each and no quorum disk", Doc: "Whether one of two nodes alone has quorum.", Example: "true", Becomes: "cluster.conf: `two_node`"},
		{Name: "expected_votes", Kind: Int, Min: 1, Max: 65535, Computed: "the sum of all votes; 1 with `two_node`", Doc: "The votes of the whole cluster.", Example: "3", Becomes: "cluster.conf: `expected_votes`"},
		{Name: "cluster_id", Kind: Int, Min: 1, Max: 65535, Computed: "worked out by cman from the name", Doc: "The cluster's number.", Example: "51251", Becomes: "cluster.conf: `cluster_id`"},
		{Name: "port", Kind: Port, Computed: "5405, by cman", Doc: "The port; the one below is used as well.", Example: "6809", Becomes: "cluster.conf: `port`"},
	},
}

var totemSpec = &BlockSpec{
	Type: "totem", Single: true,
	Doc:     "Configures the membership protocol.",
	Becomes: "cluster.conf: `<totem>`.",
	Example: `totem { token = "21s" }`,
	Open:    "an attribute of `<totem>`",
	new:     func() any { return new(Totem) },
	Attrs: []AttrSpec{
		{Name: "token", Kind: Duration, Computed: "10 s, by cman", Unit: "ms", Doc: "How long a silent node is taken for alive.", Example: `"21s"`, Becomes: "cluster.conf: `token`"},
		{Name: "consensus", Kind: Duration, Computed: "by cman, from the token", Unit: "ms", Doc: "How long to wait for agreement on a new membership.", Example: `"25s"`, Becomes: "cluster.conf: `consensus`"},
		{Name: "join", Kind: Duration, Computed: "60 ms, by cman", Unit: "ms", Doc: "How long to wait for join messages.", Example: `"60ms"`, Becomes: "cluster.conf: `join`"},
	},
	Blocks: []*BlockSpec{elementSpec},
}

var quorumDiskSpec = &BlockSpec{
	Type: "quorum_disk", Single: true,
	Doc:     "A shared disk that votes, qdisk(5).",
	Becomes: "cluster.conf: `<quorumd>`; the votes of `<cman>` are worked out with it.",
	Example: `quorum_disk {
  label    = "qdisk"
  interval = "1s"
  tko      = 10

  heuristic "ping -c1 -w1 10.0.0.254" {
    score    = 1
    interval = "2s"
    tko      = 3
  }
}`,
	Open: "an attribute of `<quorumd>`",
	new:  func() any { return new(QuorumDisk) },
	Attrs: []AttrSpec{
		{Name: "label", Kind: String, Doc: "The disk's label, which mkqdisk wrote.", Example: `"qdisk"`, Becomes: "cluster.conf: `label`"},
		{Name: "device", Kind: Path, Doc: "The disk's device; its label is safer.", Example: `"/dev/sdq1"`, Becomes: "cluster.conf: `device`"},
		{Name: "interval", Kind: Duration, Computed: "1 s, by qdiskd", Unit: "s", Doc: "The time between two cycles.", Example: `"1s"`, Becomes: "cluster.conf: `interval`"},
		{Name: "tko", Kind: Int, Min: 1, Max: 65535, Computed: "by qdiskd", Doc: "How many missed cycles make a node dead.", Example: "10", Becomes: "cluster.conf: `tko`"},
		{Name: "votes", Kind: Int, Min: 0, Max: 255, Computed: "one less than the nodes", Doc: "The disk's votes.", Example: "1", Becomes: "cluster.conf: `votes`"},
		{Name: "min_score", Kind: Int, Min: 0, Max: 255, Computed: "more than half of the scores, by qdiskd", Doc: "The score that a node must reach.", Example: "1", Becomes: "cluster.conf: `min_score`"},
		{Name: "master_wins", Kind: Bool, Doc: "Whether only the master's votes count; RHEL 6.", Example: "true", Becomes: "cluster.conf: `master_wins`"},
	},
	Blocks: []*BlockSpec{{
		Type:    "heuristic",
		Labels:  []LabelSpec{{"program", String, "the command"}},
		Doc:     "A check that a node must pass to be fit.",
		Becomes: "cluster.conf: `<heuristic>`.",
		Example: `heuristic "ping -c1 -w1 10.0.0.254" {}`,
		new:     func() any { return new(Heuristic) },
		Attrs: []AttrSpec{
			{Name: "score", Kind: Int, Min: 1, Max: 255, Default: "1", Doc: "What it is worth.", Example: "1", Becomes: "cluster.conf: `score`"},
			{Name: "interval", Kind: Duration, Computed: "2 s, by qdiskd", Unit: "s", Doc: "The time between two runs.", Example: `"2s"`, Becomes: "cluster.conf: `interval`"},
			{Name: "tko", Kind: Int, Min: 1, Max: 65535, Doc: "How many failures count as one.", Example: "3", Becomes: "cluster.conf: `tko`"},
		},
	}},
}

var dlmSpec = clusterSection("dlm", "Configures the lock manager; RHEL 6.", "`<dlm>`", `dlm { protocol = "sctp" }`)

var gfsControldSpec = clusterSection("gfs_controld", "Configures gfs_controld(8); RHEL 6.", "`<gfs_controld>`", `gfs_controld { plock_rate_limit = 0 }`)

var resourceManagerSpec = clusterSection("resource_manager", "Configures rgmanager itself.", "`<rm>`", `resource_manager { log_level = 6 }`)

func clusterSection(name, doc, element, example string) *BlockSpec {
	return &BlockSpec{
		Type: name, Single: true, Doc: doc, Becomes: "cluster.conf: " + element + ".", Example: example,
		Open:   "an attribute of " + element,
		new:    func() any { return new(ClusterSection) },
		Blocks: []*BlockSpec{elementSpec},
	}
}

var loggingSpec = &BlockSpec{
	Type: "logging", Single: true,
	Doc:     "Configures what the cluster's daemons log; RHEL 6.",
	Becomes: "cluster.conf: `<logging>`.",
	Example: `logging {
  to_syslog = "yes"
  daemon "fenced" { debug = "on" }
}`,
	Open: "an attribute of `<logging>`",
	new:  func() any { return new(Logging) },
	Blocks: []*BlockSpec{{
		Type:    "daemon",
		Labels:  []LabelSpec{{"name", Token, "the daemon"}},
		Repeats: true, // corosync has one for each subsystem
		Doc:     "What one daemon logs.",
		Becomes: "cluster.conf: `<logging_daemon>`.",
		Example: `daemon "fenced" { debug = "on" }`,
		Open:    "an attribute of `<logging_daemon>`",
		new:     func() any { return new(LoggingDaemon) },
	}},
}

var failoverDomainSpec = &BlockSpec{
	Type:    "failover_domain",
	Labels:  []LabelSpec{{"name", String, "the domain's name"}},
	Doc:     "A set of nodes on which services run.",
	Becomes: "cluster.conf: `<failoverdomain>`.",
	Example: `failover_domain "db" {
  ordered    = true
  restricted = true
  member "node-01" { priority = 1 }
  member "node-02" { priority = 2 }
}`,
	new: func() any { return new(FailoverDomain) },
	Attrs: []AttrSpec{
		{Name: "ordered", Kind: Bool, Default: "false", Doc: "Whether the members' priorities count.", Example: "true", Becomes: "cluster.conf: `ordered`"},
		{Name: "restricted", Kind: Bool, Default: "false", Doc: "Whether services run nowhere else.", Example: "true", Becomes: "cluster.conf: `restricted`"},
		{Name: "nofailback", Kind: Bool, Default: "false", Doc: "Whether services stay when a better node comes back.", Example: "true", Becomes: "cluster.conf: `nofailback`"},
	},
	Blocks: []*BlockSpec{{
		Type:    "member",
		Labels:  []LabelSpec{{"node", Hostname, "the name of a node of the cluster"}},
		Doc:     "A node of the domain.",
		Becomes: "cluster.conf: `<failoverdomainnode>`.",
		Example: `member "node-01" { priority = 1 }`,
		new:     func() any { return new(FailoverDomainMember) },
		Attrs: []AttrSpec{
			{Name: "priority", Kind: Int, Min: 1, Max: 100, Doc: "Its rank; 1 is the best.", Example: "1", Becomes: "cluster.conf: `priority`"},
		},
	}},
}

var resourceSpec = newResourceSpec()

// newResourceSpec makes the one block that may hold itself: resources depend on
// the resources around them.
func newResourceSpec() *BlockSpec {
	spec := &BlockSpec{
		Type: "resource",
		Labels: []LabelSpec{
			{"type", XMLName, "the type of resource: `ip`, `fs`, `clusterfs`, `script` …"},
			{"name", String, "the resource's name; for an `ip`, its address"},
		},
		Doc:     "A thing that rgmanager starts and stops. In a cluster it is defined once for several services; in a service it is part of that service, and resources within it start after it.",
		Becomes: "cluster.conf: an element of the type's name in `<resources>` or `<service>`.",
		Example: `resource "fs" "data" {
  mountpoint = "/data"
  device     = "/dev/vg_data/lv_data"
  fstype     = "ext3"

  resource "script" "app" { file = "/etc/init.d/app" }
}`,
		Open: "an attribute of that type of resource",
		new:  func() any { return new(Resource) },
		Attrs: []AttrSpec{
			{Name: "ref", Kind: Bool, Default: "false", Doc: "Whether it is the cluster's resource of that type and name.", Example: "true", Becomes: "cluster.conf: `ref`"},
		},
	}
	spec.Blocks = []*BlockSpec{spec, elementSpec}
	return spec
}

var elementSpec = newElementSpec()

// newElementSpec makes the block for whatever else the release's schema knows.
func newElementSpec() *BlockSpec {
	spec := &BlockSpec{
		Type:    "element",
		Labels:  []LabelSpec{{"name", XMLName, "the element's name"}},
		Repeats: true,
		Doc:     "An element of cluster.conf for which there is no block: `clvmd`, `uidgid`, `group`, `fence_xvmd` in the cluster, `lockspace` in `dlm`, `interface` in `totem`, `events` and `resource-defaults` in `resource_manager`, `action` in a resource. It is checked against the release's schema.",
		Becomes: "cluster.conf: that element.",
		Example: `element "clvmd" { interface = "eth1" }`,
		Open:    "an attribute of the element",
		new:     func() any { return new(ClusterElement) },
	}
	spec.Blocks = []*BlockSpec{spec}
	return spec
}

var domainAttr = AttrSpec{Name: "domain", Kind: String, Doc: "The name of the failover domain that it runs in.", Example: `"db"`, Becomes: "cluster.conf: `domain`"}

var serviceSpec = &BlockSpec{
	Type:    "service",
	Labels:  []LabelSpec{{"name", String, "the service's name"}},
	Doc:     "A group of resources that rgmanager keeps running on one node.",
	Becomes: "cluster.conf: `<service>`.",
	Example: `service "db" {
  domain   = "db"
  recovery = "relocate"

  resource "ip" "10.10.4.50" {
    resource "fs" "data" { ref = true }
  }
}`,
	Open: "an attribute of `<service>`",
	new:  func() any { return new(Service) },
	Attrs: []AttrSpec{
		domainAttr,
		{Name: "autostart", Kind: Bool, Default: "true", Doc: "Whether it starts with the cluster.", Example: "true", Becomes: "cluster.conf: `autostart`"},
		{Name: "exclusive", Kind: Bool, Default: "false", Doc: "Whether its node runs no other service.", Example: "false", Becomes: "cluster.conf: `exclusive`"},
		{Name: "recovery", Kind: Enum, Values: []string{"restart", "relocate", "disable", "restart-disable"}, Default: "restart", Doc: "What happens when it fails.", Example: `"relocate"`, Becomes: "cluster.conf: `recovery`"},
	},
	Blocks: []*BlockSpec{resourceSpec, elementSpec},
}

var vmSpec = &BlockSpec{
	Type:    "vm",
	Labels:  []LabelSpec{{"name", String, "the virtual machine's name"}},
	Doc:     "A virtual machine that rgmanager keeps running.",
	Becomes: "cluster.conf: `<vm>`.",
	Example: `vm "web" { path = "/etc/libvirt/qemu" }`,
	Open:    "an attribute of `<vm>`",
	new:     func() any { return new(VirtualMachine) },
	Attrs:   []AttrSpec{domainAttr},
	Blocks:  []*BlockSpec{elementSpec},
}
