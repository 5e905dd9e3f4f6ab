// Compares the offsets that the parsers use with the headers of the system.
#include <sys/param.h>
// After sys/param.h.
#include <sys/queue.h>
#include <sys/socket.h>
// After sys/socket.h.
#include <net/if.h>
#include <net/route.h>
#include <netinet/in.h>
#include <sys/devicestat.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/socketvar.h>
#include <sys/sysctl.h>
#include <sys/un.h>
#include <sys/user.h>
#include <sys/vmmeter.h>
#include <vm/vm_param.h>
// After sys/socketvar.h, sys/un.h and netinet/in.h.
#include <netinet/in_pcb.h>
#include <sys/unpcb.h>
// After netinet/in_pcb.h.
#include <netinet/tcp_var.h>

#include <cstddef>
#include <iterator>

#include "devstat_parser.h"
#include "file_parser.h"
#include "map_parser.h"
#include "memory_parser.h"
#include "mount_parser.h"
#include "net_parser.h"
#include "process_table_parser.h"
#include "socket_table_parser.h"

namespace psutil {

namespace {

static_assert(sizeof(kinfo_proc) == kinfo_offset::kSize && offsetof(kinfo_proc, ki_structsize) == 0);
static_assert(offsetof(kinfo_proc, ki_pid) == kinfo_offset::kPid);
static_assert(offsetof(kinfo_proc, ki_ppid) == kinfo_offset::kParent);
static_assert(offsetof(kinfo_proc, ki_pgid) == kinfo_offset::kProcessGroup);
static_assert(offsetof(kinfo_proc, ki_sid) == kinfo_offset::kSession);
static_assert(offsetof(kinfo_proc, ki_uid) == kinfo_offset::kUser);
static_assert(offsetof(kinfo_proc, ki_ruid) == kinfo_offset::kRealUser);
static_assert(offsetof(kinfo_proc, ki_svuid) == kinfo_offset::kSavedUser);
static_assert(offsetof(kinfo_proc, ki_rgid) == kinfo_offset::kRealGroup);
static_assert(offsetof(kinfo_proc, ki_svgid) == kinfo_offset::kSavedGroup);
static_assert(offsetof(kinfo_proc, ki_groups) == kinfo_offset::kGroup);
static_assert(offsetof(kinfo_proc, ki_size) == kinfo_offset::kVirtualSize);
static_assert(offsetof(kinfo_proc, ki_rssize) == kinfo_offset::kResident);
static_assert(offsetof(kinfo_proc, ki_tsize) == kinfo_offset::kText);
static_assert(offsetof(kinfo_proc, ki_dsize) == kinfo_offset::kData);
static_assert(offsetof(kinfo_proc, ki_ssize) == kinfo_offset::kStack);
static_assert(offsetof(kinfo_proc, ki_start.tv_sec) == kinfo_offset::kStart);
static_assert(offsetof(kinfo_proc, ki_start.tv_usec) == kinfo_offset::kStart + 8);
static_assert(offsetof(kinfo_proc, ki_flag) == kinfo_offset::kFlag);
static_assert(offsetof(kinfo_proc, ki_stat) == kinfo_offset::kState);
static_assert(offsetof(kinfo_proc, ki_nice) == kinfo_offset::kNice);
static_assert(offsetof(kinfo_proc, ki_comm) == kinfo_offset::kName);
static_assert(sizeof(kinfo_proc{}.ki_comm) == kinfo_offset::kNameSize);
static_assert(offsetof(kinfo_proc, ki_tdev) == kinfo_offset::kTerminal);
static_assert(offsetof(kinfo_proc, ki_oncpu) == kinfo_offset::kOnCpu);
static_assert(offsetof(kinfo_proc, ki_lastcpu) == kinfo_offset::kLastCpu);
static_assert(offsetof(kinfo_proc, ki_numthreads) == kinfo_offset::kThreads);
static_assert(offsetof(kinfo_proc, ki_tid) == kinfo_offset::kThread);
static_assert(offsetof(kinfo_proc, ki_rusage) == kinfo_offset::kUsage);
static_assert(offsetof(kinfo_proc, ki_rusage_ch) == kinfo_offset::kChildrenUsage);
static_assert(offsetof(rusage, ru_utime) == rusage_offset::kUserTime);
static_assert(offsetof(rusage, ru_stime) == rusage_offset::kSystemTime);
static_assert(offsetof(rusage, ru_maxrss) == rusage_offset::kPeakResident);
static_assert(offsetof(rusage, ru_minflt) == rusage_offset::kMinorFaults);
static_assert(offsetof(rusage, ru_majflt) == rusage_offset::kMajorFaults);
static_assert(offsetof(rusage, ru_inblock) == rusage_offset::kReads);
static_assert(offsetof(rusage, ru_oublock) == rusage_offset::kWrites);
static_assert(offsetof(rusage, ru_nvcsw) == rusage_offset::kVoluntary);
static_assert(offsetof(rusage, ru_nivcsw) == rusage_offset::kInvoluntary);

static_assert(sizeof(kinfo_file) == file_offset::kMaxSize && offsetof(kinfo_file, kf_structsize) == 0);
static_assert(offsetof(kinfo_file, kf_type) == file_offset::kType);
static_assert(offsetof(kinfo_file, kf_fd) == file_offset::kDescriptor);
static_assert(offsetof(kinfo_file, kf_flags) == file_offset::kFlags);
static_assert(offsetof(kinfo_file, kf_offset) == file_offset::kPosition);
static_assert(offsetof(kinfo_file, kf_un.kf_file.kf_file_type) == file_offset::kVnodeType);
static_assert(offsetof(kinfo_file, kf_un.kf_sock.kf_sock_domain0) == file_offset::kFamily);
static_assert(offsetof(kinfo_file, kf_un.kf_sock.kf_sock_type0) == file_offset::kSocketType);
static_assert(offsetof(kinfo_file, kf_un.kf_sock.kf_sock_protocol0) == file_offset::kProtocol);
static_assert(offsetof(kinfo_file, kf_un.kf_sock.kf_sa_local) == file_offset::kLocal);
static_assert(offsetof(kinfo_file, kf_un.kf_sock.kf_sa_peer) == file_offset::kPeer);
static_assert(offsetof(kinfo_file, kf_un.kf_sock.kf_sock_pcb) == file_offset::kControlBlock);
static_assert(offsetof(kinfo_file, kf_path) == file_offset::kPath);
static_assert(KF_TYPE_VNODE == file_offset::kVnode && KF_TYPE_SOCKET == file_offset::kSocket);
static_assert(KF_VTYPE_VREG == file_offset::kRegular && KF_FD_TYPE_CWD == file_offset::kWorkingDirectory);
static_assert(KF_FLAG_READ == file_offset::kReads && KF_FLAG_WRITE == file_offset::kWrites);
static_assert(KF_FLAG_APPEND == file_offset::kAppends);

static_assert(sizeof(kinfo_vmentry) == map_offset::kMaxSize);
static_assert(offsetof(kinfo_vmentry, kve_structsize) == map_offset::kStructSize);
static_assert(offsetof(kinfo_vmentry, kve_type) == map_offset::kType);
static_assert(offsetof(kinfo_vmentry, kve_start) == map_offset::kStart);
static_assert(offsetof(kinfo_vmentry, kve_end) == map_offset::kEnd);
static_assert(offsetof(kinfo_vmentry, kve_flags) == map_offset::kFlags);
static_assert(offsetof(kinfo_vmentry, kve_resident) == map_offset::kResident);
static_assert(offsetof(kinfo_vmentry, kve_private_resident) == map_offset::kPrivate);
static_assert(offsetof(kinfo_vmentry, kve_protection) == map_offset::kProtection);
static_assert(offsetof(kinfo_vmentry, kve_ref_count) == map_offset::kReferences);
static_assert(offsetof(kinfo_vmentry, kve_shadow_count) == map_offset::kShadows);
static_assert(offsetof(kinfo_vmentry, kve_path) == map_offset::kPath);

static_assert(sizeof(if_msghdr) == interface_offset::kHeaderSize && RTM_IFINFO == 0x0e);
static_assert(offsetof(if_msghdr, ifm_flags) == interface_offset::kFlags);
static_assert(offsetof(if_msghdr, ifm_data) == interface_offset::kType);
static_assert(offsetof(if_msghdr, ifm_data.ifi_link_state) == interface_offset::kLinkState);
static_assert(offsetof(if_msghdr, ifm_data.ifi_baudrate) == interface_offset::kSpeed);
static_assert(offsetof(if_msghdr, ifm_data.ifi_ipackets) == interface_offset::kPacketsIn);
static_assert(offsetof(if_msghdr, ifm_data.ifi_ierrors) == interface_offset::kErrorsIn);
static_assert(offsetof(if_msghdr, ifm_data.ifi_opackets) == interface_offset::kPacketsOut);
static_assert(offsetof(if_msghdr, ifm_data.ifi_oerrors) == interface_offset::kErrorsOut);
static_assert(offsetof(if_msghdr, ifm_data.ifi_ibytes) == interface_offset::kBytesIn);
static_assert(offsetof(if_msghdr, ifm_data.ifi_obytes) == interface_offset::kBytesOut);
static_assert(offsetof(if_msghdr, ifm_data.ifi_iqdrops) == interface_offset::kDropsIn);
static_assert(offsetof(if_msghdr, ifm_data.ifi_oqdrops) == interface_offset::kDropsOut);

static_assert(sizeof(xfile) == xfile_offset::kSize && offsetof(xfile, xf_pid) == xfile_offset::kPid);
static_assert(offsetof(xfile, xf_fd) == xfile_offset::kDescriptor && offsetof(xfile, xf_type) == xfile_offset::kType);
static_assert(offsetof(xfile, xf_data) == xfile_offset::kData && DTYPE_SOCKET == 2);
static_assert(sizeof(xinpgen) == xinpgen_offset::kSize && sizeof(xunpgen) == xinpgen_offset::kUnixSize);
static_assert(offsetof(xinpgen, xig_gen) == xinpgen_offset::kGeneration);
static_assert(offsetof(xunpgen, xug_gen) == xinpgen_offset::kGeneration);
static_assert(offsetof(xsocket, xso_so) == xsocket_offset::kSocket);
static_assert(offsetof(xsocket, so_pcb) == xsocket_offset::kControlBlock);
static_assert(offsetof(xsocket, xso_family) == xsocket_offset::kFamily);
static_assert(offsetof(xsocket, so_type) == xsocket_offset::kType);
static_assert(sizeof(xinpcb) == xinpcb_offset::kSize && offsetof(xinpcb, xi_socket) == xinpcb_offset::kSocket);
static_assert(offsetof(xinpcb, inp_inc.inc_ie.ie_fport) == xinpcb_offset::kRemotePort);
static_assert(offsetof(xinpcb, inp_inc.inc_ie.ie_lport) == xinpcb_offset::kLocalPort);
static_assert(offsetof(xinpcb, inp_inc.inc_ie.ie_dependfaddr) == xinpcb_offset::kRemote);
static_assert(offsetof(xinpcb, inp_inc.inc_ie.ie_dependladdr) == xinpcb_offset::kLocal);
static_assert(offsetof(xinpcb, inp_vflag) == xinpcb_offset::kVersions);
static_assert(sizeof(xtcpcb) == xinpcb_offset::kTcpSize && offsetof(xtcpcb, xt_inp) == xinpcb_offset::kInTcp);
static_assert(offsetof(xtcpcb, t_state) == xinpcb_offset::kTcpState);
static_assert(sizeof(xunpcb) == xunpcb_offset::kSize && offsetof(xunpcb, xu_addr) == xunpcb_offset::kAddress);
static_assert(offsetof(xunpcb, xu_socket) == xunpcb_offset::kSocket);

static_assert(sizeof(devstat) == devstat_offset::kSize &&
              offsetof(devstat, sequence0) == devstat_offset::kFirstSequence);
static_assert(offsetof(devstat, device_name) == devstat_offset::kName && DEVSTAT_NAME_LEN == devstat_offset::kNameSize);
static_assert(offsetof(devstat, unit_number) == devstat_offset::kUnit);
static_assert(offsetof(devstat, bytes) == devstat_offset::kBytes);
static_assert(offsetof(devstat, operations) == devstat_offset::kOperations);
static_assert(offsetof(devstat, duration) == devstat_offset::kDuration);
static_assert(offsetof(devstat, busy_time) == devstat_offset::kBusy);
static_assert(offsetof(devstat, device_type) == devstat_offset::kType);
static_assert(offsetof(devstat, sequence1) == devstat_offset::kLastSequence);
static_assert(DEVSTAT_READ == devstat_offset::kRead && DEVSTAT_WRITE == devstat_offset::kWrite);

static_assert(sizeof(struct statfs) == mount_offset::kSize && offsetof(struct statfs, f_flags) == mount_offset::kFlags);
static_assert(offsetof(struct statfs, f_fstypename) == mount_offset::kType && MFSNAMELEN == mount_offset::kTypeSize);
static_assert(offsetof(struct statfs, f_mntfromname) == mount_offset::kDevice && MNAMELEN == mount_offset::kNameSize);
static_assert(offsetof(struct statfs, f_mntonname) == mount_offset::kMountpoint && MNT_RDONLY == kReadOnlyMount);

constexpr uint64_t kMountFlags[] = {MNT_SYNCHRONOUS, MNT_NOEXEC,   MNT_NOSUID,      MNT_NFS4ACLS,   MNT_UNION,
                                    MNT_ASYNC,       MNT_EXPORTED, MNT_LOCAL,       MNT_QUOTA,      MNT_ROOTFS,
                                    MNT_SUIDDIR,     MNT_SOFTDEP,  MNT_NOSYMFOLLOW, MNT_GJOURNAL,   MNT_MULTILABEL,
                                    MNT_ACLS,        MNT_NOATIME,  MNT_NOCLUSTERR,  MNT_NOCLUSTERW, MNT_AUTOMOUNTED};

constexpr unsigned kFlagsOfInterfaces[] = {IFF_UP,          IFF_BROADCAST, IFF_DEBUG,    IFF_LOOPBACK, IFF_POINTOPOINT,
                                           IFF_DRV_RUNNING, IFF_NOARP,     IFF_PROMISC,  IFF_ALLMULTI, IFF_DRV_OACTIVE,
                                           IFF_SIMPLEX,     IFF_LINK0,     IFF_LINK1,    IFF_LINK2,    IFF_MULTICAST,
                                           IFF_PPROMISC,    IFF_MONITOR,   IFF_STATICARP};

template <class Flags, class Names>
constexpr bool AreFlagsOf(const Flags& flags, const Names& names) {
  if (std::size(flags) != std::size(names)) return false;
  for (size_t i = 0; i < std::size(flags); ++i) {
    if (flags[i] != names[i].flag) return false;
  }
  return true;
}

static_assert(AreFlagsOf(kMountFlags, kMountOptions) && AreFlagsOf(kFlagsOfInterfaces, kInterfaceFlags));

static_assert(offsetof(xswdev, xsw_nblks) == swap_offset::kBlocks && offsetof(xswdev, xsw_used) == swap_offset::kUsed);
static_assert(XSWDEV_VERSION == swap_offset::kVersion && offsetof(vmtotal, t_rmshr) == kResidentSharedOffset);

}  // namespace

}  // namespace psutil
