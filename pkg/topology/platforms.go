package topology

import "github.com/everlinux/hagen/pkg/version"

// Feature is a set of facts that differ between releases. What depends on the
// version of a daemon alone is not here: compare [Platform.Apache] or [Platform.Nginx].
type Feature uint64

// The facts.
const (
	// Ifcfg: interfaces are configured by /etc/sysconfig/network-scripts/ifcfg-*.
	Ifcfg Feature = 1 << iota
	// IfcfgNM: NetworkManager reads the ifcfg files and wants TYPE and BONDING_MASTER.
	IfcfgNM
	// IfcfgNMControlled: NetworkManager exists beside the network service, which
	// owns a device only where NM_CONTROLLED=no says so.
	IfcfgNMControlled
	// IfcfgPrefix: PREFIX= is read; without it the mask is NETMASK=.
	IfcfgPrefix
	// IfcfgDeprecated: ifcfg is read but deprecated in favour of keyfiles.
	IfcfgDeprecated
	// BondingOpts: BONDING_OPTS= of an ifcfg file configures the bond.
	BondingOpts
	// ModprobeConf: /etc/modprobe.conf is the module configuration.
	ModprobeConf
	// ModprobeBonding: bonds need an alias line in the module configuration.
	ModprobeBonding
	// CMAN: the cluster manager is cman, configured by /etc/cluster/cluster.conf.
	CMAN
	// ClusterConf5: cluster.conf follows the schema of RHEL 5.
	ClusterConf5
	// ClusterConf6: cluster.conf follows the schema of RHEL 6.
	ClusterConf6
	// GFS1: the kernel has the first GFS.
	GFS1
	// GFS2: the kernel has GFS2.
	GFS2
	// CLVM: shared volume groups are kept by clvmd.
	CLVM
	// LVMLockd: shared volume groups are kept by lvmlockd.
	LVMLockd
	// Pacemaker: the cluster is configured by pcs.
	Pacemaker
	// A2enmod: Apache's modules and sites are enabled by a2enmod and a2ensite.
	A2enmod
	// ModulesDir: Apache's LoadModule lines stand in a directory of their own.
	ModulesDir
	// SCSIProc: new disks are announced through /proc/scsi/scsi.
	SCSIProc
	// SCSIIDBlock: scsi_id takes a disk as -s /block/sdb.
	SCSIIDBlock
	// LVMDevices: LVM uses only the devices of its devices file, lvmdevices(8).
	LVMDevices
	// HybridGroups: OpenSSL knows groups like X25519MLKEM768, of 3.5 and newer, at least
	// after the release's updates.
	HybridGroups
)

// featureNames name the facts for people.
var featureNames = []struct {
	feature Feature
	name    string
}{
	{Ifcfg, "ifcfg files"}, {IfcfgNM, "read by NetworkManager"}, {IfcfgNMControlled, "NM_CONTROLLED"},
	{IfcfgPrefix, "PREFIX"}, {IfcfgDeprecated, "ifcfg deprecated"}, {BondingOpts, "BONDING_OPTS"},
	{ModprobeConf, "/etc/modprobe.conf"}, {ModprobeBonding, "bonding alias"}, {CMAN, "cman"},
	{ClusterConf5, "cluster.conf of RHEL 5"}, {ClusterConf6, "cluster.conf of RHEL 6"}, {GFS1, "GFS"}, {GFS2, "GFS2"},
	{CLVM, "clvmd"}, {LVMLockd, "lvmlockd"}, {Pacemaker, "Pacemaker"}, {A2enmod, "a2enmod"}, {ModulesDir, "conf.modules.d"},
	{SCSIProc, "/proc/scsi/scsi"}, {SCSIIDBlock, "scsi_id -s"}, {LVMDevices, "LVM devices file"},
	{HybridGroups, "hybrid groups of TLS"},
}

// FeatureNames names every feature of a set, for texts.
func FeatureNames(set Feature) []string {
	var names []string
	for _, f := range featureNames {
		if set&f.feature != 0 {
			names = append(names, f.name)
		}
	}
	return names
}

// Role names a path that differs between platforms.
type Role string

// The roles.
const (
	ApacheSites   Role = "apache sites"   // directory of a virtual host's file
	ApacheModules Role = "apache modules" // directory of hagen's LoadModule file
	ApacheLogs    Role = "apache logs"    // directory of Apache's logs
	ApacheRoot    Role = "apache root"    // ServerRoot
	Rotatelogs    Role = "rotatelogs"     // the program
	NginxSites    Role = "nginx sites"    // directory of a virtual host's file
	NginxLogs     Role = "nginx logs"     // directory of nginx's logs
	ClusterConf   Role = "cluster.conf"   // the file
	IfcfgDir      Role = "ifcfg"          // directory of ifcfg-*
	ModprobeFile  Role = "modprobe"       // the file that configures the bonding module
	HostsFile     Role = "hosts"          // the file
)

// Platform is one release of an operating system.
type Platform struct {
	// ID is the name that a host's `platform` attribute gives.
	ID string
	// Title is the release's full name, for texts.
	Title string
	// Like is the ID of the platform whose facts this row inherits: a path that
	// the row leaves out is Like's, its Features are added to Like's.
	Like string
	// Without are features of Like that the release no longer has.
	Without Feature
	// Features are what the release has.
	Features Feature
	// Apache and Nginx are the versions that the release ships (nginx: EPEL where
	// the release itself has none); the lowest where updates raised it.
	Apache, Nginx Version
	// Kernel is the version of Linux that the release calls its own, whatever was
	// added to it since: the bonding driver's parameters depend on it.
	Kernel Version
	// Corosync is the version of the cluster engine, from which the defaults of its
	// timeouts follow; the zero Version where it is openais.
	Corosync Version
	// ApacheListens are the ports that the distribution's own configuration listens
	// on; on 443 that of mod_ssl does, which a host with TLS has.
	ApacheListens []int
	// Paths are the release's paths.
	Paths map[Role]string
	// Source says where the row's facts come from.
	Source string
}

// Has tells whether the platform has all of the features.
func (p *Platform) Has(f Feature) bool { return p.Features&f == f }

// Path returns the platform's path for a role, "" where it has none.
func (p *Platform) Path(r Role) string { return p.Paths[r] }

// platformRows are the releases that hagen knows, each after the one it is like.
var platformRows = []Platform{
	{
		ID: "rhel5", Title: "Red Hat Enterprise Linux 5",
		Features: Ifcfg | BondingOpts | ModprobeConf | ModprobeBonding | CMAN | ClusterConf5 | GFS1 | GFS2 | CLVM | SCSIProc | SCSIIDBlock,
		Apache:   version.Of(2, 2, 3), Nginx: version.Of(0, 8, 55),
		Kernel:        version.Of(2, 6, 18),
		ApacheListens: []int{80, 443},
		Paths: map[Role]string{
			ApacheSites:   "/etc/httpd/conf.d",
			ApacheModules: "/etc/httpd/conf.d",
			ApacheLogs:    "/var/log/httpd",
			ApacheRoot:    "/etc/httpd",
			Rotatelogs:    "/usr/sbin/rotatelogs",
			NginxSites:    "/etc/nginx/conf.d",
			NginxLogs:     "/var/log/nginx",
			ClusterConf:   "/etc/cluster/cluster.conf",
			IfcfgDir:      "/etc/sysconfig/network-scripts",
			ModprobeFile:  "/etc/modprobe.conf",
			HostsFile:     "/etc/hosts",
		},
		Source: "RHEL 5 package lists; initscripts' sysconfig.txt; EPEL 5 for nginx",
	},
	{
		ID: "rhel6", Title: "Red Hat Enterprise Linux 6", Like: "rhel5",
		Without:  ModprobeConf | GFS1 | ClusterConf5 | SCSIProc | SCSIIDBlock,
		Features: ClusterConf6 | IfcfgPrefix | IfcfgNMControlled,
		Apache:   version.Of(2, 2, 15), Nginx: version.Of(1, 0, 15),
		Kernel:   version.Of(2, 6, 32),
		Corosync: version.Of(1, 4, 1),
		Paths:    map[Role]string{ModprobeFile: "/etc/modprobe.d/bonding.conf"},
		Source:   "RHEL 6 Cluster Administration and Deployment guides; EPEL 6 for nginx",
	},
	{
		ID: "rhel7", Title: "Red Hat Enterprise Linux 7", Like: "rhel6",
		Without:  CMAN | ClusterConf6 | IfcfgNMControlled | ModprobeBonding,
		Features: IfcfgNM | Pacemaker | ModulesDir,
		Apache:   version.Of(2, 4, 6), Nginx: version.Of(1, 20, 1),
		Kernel:   version.Of(3, 10, 0),
		Corosync: version.Of(2, 3, 3),
		Paths:    map[Role]string{ApacheModules: "/etc/httpd/conf.modules.d", ClusterConf: "", ModprobeFile: ""},
		Source:   "RHEL 7 System Administrator's and High Availability Add-On guides; EPEL 7 for nginx",
	},
	{
		ID: "rhel8", Title: "Red Hat Enterprise Linux 8", Like: "rhel7",
		Without:  CLVM,
		Features: LVMLockd,
		Apache:   version.Of(2, 4, 37), Nginx: version.Of(1, 14, 1),
		Kernel:   version.Of(4, 18, 0),
		Corosync: version.Of(3, 0, 0),
		Source:   "RHEL 8 Configuring and managing networking; AppStream for nginx",
	},
	{
		ID: "rhel9", Title: "Red Hat Enterprise Linux 9", Like: "rhel8",
		Features: IfcfgDeprecated | LVMDevices | HybridGroups,
		Apache:   version.Of(2, 4, 51), Nginx: version.Of(1, 20, 1),
		Kernel:   version.Of(5, 14, 0),
		Corosync: version.Of(3, 1, 5),
		Source:   "RHEL 9 release notes (ifcfg deprecated; OpenSSL 3.5 from 9.7); AppStream for nginx",
	},
	{
		ID: "rhel10", Title: "Red Hat Enterprise Linux 10", Like: "rhel9",
		Without: Ifcfg | IfcfgNM | IfcfgPrefix | IfcfgDeprecated | BondingOpts | GFS2 | LVMLockd,
		Apache:  version.Of(2, 4, 63), Nginx: version.Of(1, 26, 3),
		Kernel: version.Of(6, 12, 0),
		Paths:  map[Role]string{IfcfgDir: ""},
		Source: "RHEL 10 release notes and Considerations in adopting RHEL 10 (ifcfg and the Resilient Storage Add-On removed); AppStream for nginx",
	},
	{
		ID: "debian12", Title: "Debian 12",
		Features: A2enmod | GFS2 | LVMLockd | Pacemaker,
		Apache:   version.Of(2, 4, 57), Nginx: version.Of(1, 22, 1),
		Kernel:        version.Of(6, 1, 0),
		Corosync:      version.Of(3, 1, 7),
		ApacheListens: []int{80, 443},
		Paths: map[Role]string{
			ApacheSites: "/etc/apache2/sites-available",
			ApacheLogs:  "/var/log/apache2",
			ApacheRoot:  "/etc/apache2",
			Rotatelogs:  "/usr/bin/rotatelogs",
			NginxSites:  "/etc/nginx/conf.d",
			NginxLogs:   "/var/log/nginx",
			HostsFile:   "/etc/hosts",
		},
		Source: "Debian 12's packages apache2 and nginx, and the files they install",
	},
	{
		ID: "debian13", Title: "Debian 13", Like: "debian12",
		Features: HybridGroups,
		Apache:   version.Of(2, 4, 64), Nginx: version.Of(1, 26, 3),
		Kernel:   version.Of(6, 12, 0),
		Corosync: version.Of(3, 1, 9),
		Source:   "Debian 13's packages apache2, nginx and openssl",
	},
}

// platformAliases are other names of the releases: rebuilds from the same sources.
var platformAliases = map[string]string{
	"centos5": "rhel5", "centos6": "rhel6", "centos7": "rhel7", "centos8": "rhel8",
	"oracle5": "rhel5", "oracle6": "rhel6", "oracle7": "rhel7", "oracle8": "rhel8", "oracle9": "rhel9",
	"rocky8": "rhel8", "rocky9": "rhel9", "alma8": "rhel8", "alma9": "rhel9", "rocky10": "rhel10", "alma10": "rhel10", "oracle10": "rhel10", "almalinux8": "rhel8", "almalinux9": "rhel9", "almalinux10": "rhel10",
	"bookworm": "debian12", "trixie": "debian13",
}
