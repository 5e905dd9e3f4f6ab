// Compares the layouts that the parsers use with the headers of the system. It has no code.
#include <libproc.h>
#include <mach/machine.h>
#include <mach/processor_info.h>
#include <mach/vm_statistics.h>
#include <net/if.h>
#include <net/if_media.h>
#include <net/if_mib.h>
#include <net/if_types.h>
#include <signal.h>
#include <sys/fcntl.h>
#include <sys/mount.h>
#include <sys/proc.h>
#include <sys/socket.h>
#include <sys/sockio.h>
#include <sys/sysctl.h>

#include <cstddef>

#include "disk_parser.h"
#include "file_parser.h"
#include "memory_parser.h"
#include "net_parser.h"
#include "process_table_parser.h"
#include "region_parser.h"
#include "socket_parser.h"
#include "task_parser.h"

namespace psutil {

static_assert(sizeof(kinfo_proc) == kinfo_offset::kSize);
static_assert(offsetof(kinfo_proc, kp_proc.p_starttime.tv_sec) == kinfo_offset::kStart);
static_assert(offsetof(kinfo_proc, kp_proc.p_starttime.tv_usec) == kinfo_offset::kStart + 8);
static_assert(offsetof(kinfo_proc, kp_proc.p_flag) == kinfo_offset::kFlag);
static_assert(offsetof(kinfo_proc, kp_proc.p_stat) == kinfo_offset::kState);
static_assert(offsetof(kinfo_proc, kp_proc.p_pid) == kinfo_offset::kPid);
static_assert(offsetof(kinfo_proc, kp_proc.p_nice) == kinfo_offset::kNice);
static_assert(offsetof(kinfo_proc, kp_proc.p_comm) == kinfo_offset::kName);
static_assert(sizeof(kinfo_proc{}.kp_proc.p_comm) == kinfo_offset::kNameSize);
static_assert(offsetof(kinfo_proc, kp_eproc.e_pcred.p_ruid) == kinfo_offset::kRealUser);
static_assert(offsetof(kinfo_proc, kp_eproc.e_pcred.p_svuid) == kinfo_offset::kSavedUser);
static_assert(offsetof(kinfo_proc, kp_eproc.e_pcred.p_rgid) == kinfo_offset::kRealGroup);
static_assert(offsetof(kinfo_proc, kp_eproc.e_pcred.p_svgid) == kinfo_offset::kSavedGroup);
static_assert(offsetof(kinfo_proc, kp_eproc.e_ucred.cr_uid) == kinfo_offset::kUser);
static_assert(offsetof(kinfo_proc, kp_eproc.e_ucred.cr_groups) == kinfo_offset::kGroup);
static_assert(offsetof(kinfo_proc, kp_eproc.e_ppid) == kinfo_offset::kParent);
static_assert(offsetof(kinfo_proc, kp_eproc.e_pgid) == kinfo_offset::kProcessGroup);
static_assert(offsetof(kinfo_proc, kp_eproc.e_tdev) == kinfo_offset::kTerminal);
static_assert(offsetof(kinfo_proc, kp_eproc.e_flag) == kinfo_offset::kTableFlag);
static_assert(sizeof(proc_bsdinfo) == bsd_info_offset::kSize);
static_assert(offsetof(proc_bsdinfo, pbi_start_tvsec) == bsd_info_offset::kStart);
static_assert(offsetof(proc_bsdinfo, pbi_start_tvusec) == bsd_info_offset::kStart + 8);

static_assert(sizeof(proc_taskinfo) == task_offset::kSize);
static_assert(offsetof(proc_taskinfo, pti_virtual_size) == task_offset::kVirtual);
static_assert(offsetof(proc_taskinfo, pti_resident_size) == task_offset::kResident);
static_assert(offsetof(proc_taskinfo, pti_total_user) == task_offset::kUser);
static_assert(offsetof(proc_taskinfo, pti_total_system) == task_offset::kSystem);
static_assert(offsetof(proc_taskinfo, pti_faults) == task_offset::kFaults);
static_assert(offsetof(proc_taskinfo, pti_pageins) == task_offset::kPageIns);
static_assert(offsetof(proc_taskinfo, pti_csw) == task_offset::kSwitches);
static_assert(offsetof(proc_taskinfo, pti_threadnum) == task_offset::kThreads);
static_assert(offsetof(proc_taskinfo, pti_numrunning) == task_offset::kRunning);
static_assert(sizeof(proc_threadinfo) == thread_offset::kSize);
static_assert(offsetof(proc_threadinfo, pth_user_time) == thread_offset::kUser);
static_assert(offsetof(proc_threadinfo, pth_system_time) == thread_offset::kSystem);
static_assert(sizeof(rusage_info_v4) == usage_offset::kSize);
static_assert(offsetof(rusage_info_v4, ri_wired_size) == usage_offset::kWired);
static_assert(offsetof(rusage_info_v4, ri_phys_footprint) == usage_offset::kFootprint);
static_assert(offsetof(rusage_info_v4, ri_diskio_bytesread) == usage_offset::kRead);
static_assert(offsetof(rusage_info_v4, ri_diskio_byteswritten) == usage_offset::kWritten);
static_assert(offsetof(rusage_info_v4, ri_lifetime_max_phys_footprint) == usage_offset::kPeakFootprint);

static_assert(sizeof(proc_fdinfo) == descriptor_offset::kSize);
static_assert(offsetof(proc_fdinfo, proc_fd) == descriptor_offset::kNumber);
static_assert(offsetof(proc_fdinfo, proc_fdtype) == descriptor_offset::kType);
static_assert(PROX_FDTYPE_VNODE == static_cast<int>(DescriptorType::kFile));
static_assert(PROX_FDTYPE_SOCKET == static_cast<int>(DescriptorType::kSocket));
static_assert(FREAD == 1 && FWRITE == 2 && O_APPEND == 8);
static_assert(sizeof(vnode_fdinfowithpath) == file_offset::kSize);
static_assert(offsetof(vnode_fdinfowithpath, pfi.fi_openflags) == file_offset::kFlags);
static_assert(offsetof(vnode_fdinfowithpath, pfi.fi_offset) == file_offset::kPosition);
static_assert(offsetof(vnode_fdinfowithpath, pvip.vip_vi.vi_stat.vst_mode) == file_offset::kMode);
static_assert(offsetof(vnode_fdinfowithpath, pvip.vip_vi.vi_stat.vst_nlink) == file_offset::kLinks);
static_assert(offsetof(vnode_fdinfowithpath, pvip.vip_path) == file_offset::kPath);
static_assert(sizeof(proc_vnodepathinfo) == file_offset::kDirectoriesSize);
static_assert(offsetof(proc_vnodepathinfo, pvi_cdir.vip_path) == file_offset::kCurrentDirectory);

static_assert(sizeof(proc_regionwithpathinfo) == region_offset::kSize);
static_assert(sizeof(proc_regioninfo) == region_offset::kSizeWithoutPath);
static_assert(offsetof(proc_regioninfo, pri_protection) == region_offset::kProtection);
static_assert(offsetof(proc_regioninfo, pri_pages_resident) == region_offset::kResident);
static_assert(offsetof(proc_regioninfo, pri_pages_swapped_out) == region_offset::kSwapped);
static_assert(offsetof(proc_regioninfo, pri_pages_dirtied) == region_offset::kDirtied);
static_assert(offsetof(proc_regioninfo, pri_shadow_depth) == region_offset::kShadowDepth);
static_assert(offsetof(proc_regioninfo, pri_ref_count) == region_offset::kReferences);
static_assert(offsetof(proc_regioninfo, pri_share_mode) == region_offset::kShareMode);
static_assert(offsetof(proc_regioninfo, pri_private_pages_resident) == region_offset::kPrivateResident);
static_assert(offsetof(proc_regioninfo, pri_shared_pages_resident) == region_offset::kSharedResident);
static_assert(offsetof(proc_regioninfo, pri_address) == region_offset::kAddress);
static_assert(offsetof(proc_regioninfo, pri_size) == region_offset::kLength);
static_assert(offsetof(proc_regionwithpathinfo, prp_vip.vip_path) == region_offset::kPath);
static_assert(sizeof(vnode_info_path{}.vip_path) == region_offset::kPathSize);
static_assert(SM_COW == 1 && SM_PRIVATE == 2 && SM_SHARED == 4 && SM_TRUESHARED == 5 && SM_SHARED_ALIASED == 7 &&
              SM_LARGE_PAGE == 8);

static_assert(sizeof(socket_fdinfo) == socket_offset::kSize);
static_assert(offsetof(socket_fdinfo, psi.soi_type) == socket_offset::kType);
static_assert(offsetof(socket_fdinfo, psi.soi_family) == socket_offset::kFamily);
static_assert(offsetof(socket_fdinfo, psi.soi_kind) == socket_offset::kKind);
static_assert(offsetof(socket_fdinfo, psi.soi_proto.pri_in.insi_fport) == socket_offset::kRemotePort);
static_assert(offsetof(socket_fdinfo, psi.soi_proto.pri_in.insi_lport) == socket_offset::kLocalPort);
static_assert(offsetof(socket_fdinfo, psi.soi_proto.pri_in.insi_faddr) == socket_offset::kRemote);
static_assert(offsetof(socket_fdinfo, psi.soi_proto.pri_in.insi_laddr) == socket_offset::kLocal);
static_assert(offsetof(socket_fdinfo, psi.soi_proto.pri_tcp.tcpsi_state) == socket_offset::kTcpState);
static_assert(offsetof(socket_fdinfo, psi.soi_proto.pri_un.unsi_addr.ua_sun.sun_path) == socket_offset::kUnixPath);
static_assert(SOCKINFO_IN == 1 && SOCKINFO_TCP == 2 && SOCKINFO_UN == 3 && TSI_S_TIME_WAIT == 10);

static_assert(offsetof(vm_statistics64, free_count) == vm_offset::kFree);
static_assert(offsetof(vm_statistics64, active_count) == vm_offset::kActive);
static_assert(offsetof(vm_statistics64, inactive_count) == vm_offset::kInactive);
static_assert(offsetof(vm_statistics64, wire_count) == vm_offset::kWired);
static_assert(offsetof(vm_statistics64, speculative_count) == vm_offset::kSpeculative);
static_assert(offsetof(vm_statistics64, swapins) == vm_offset::kSwapIns);
static_assert(offsetof(vm_statistics64, swapouts) == vm_offset::kSwapOuts);
static_assert(offsetof(xsw_usage, xsu_total) == 0 && offsetof(xsw_usage, xsu_avail) == 8 && sizeof(xsw_usage) == 32);
static_assert(CPU_STATE_USER == 0 && CPU_STATE_SYSTEM == 1 && CPU_STATE_IDLE == 2 && CPU_STATE_NICE == 3);
static_assert(sizeof(processor_cpu_load_info) == 16);

static_assert(PF_LINK == 18 && NETLINK_GENERIC == 0 && IFMIB_IFALLDATA == 3 && IFDATA_GENERAL == 1);
static_assert(IFT_ETHER == 6);
static_assert(IFF_RUNNING == 1 << 6 && IFF_MULTICAST == 1 << 15);
static_assert(sizeof(ifmibdata) == interface_offset::kSize);
static_assert(offsetof(ifmibdata, ifmd_name) == interface_offset::kName);
static_assert(sizeof(ifmibdata{}.ifmd_name) == interface_offset::kNameSize);
static_assert(offsetof(ifmibdata, ifmd_flags) == interface_offset::kFlags);
static_assert(offsetof(ifmibdata, ifmd_snd_drops) == interface_offset::kSendDrops);
static_assert(offsetof(ifmibdata, ifmd_data.ifi_type) == interface_offset::kType);
static_assert(offsetof(ifmibdata, ifmd_data.ifi_baudrate) == interface_offset::kSpeed);
static_assert(offsetof(ifmibdata, ifmd_data.ifi_ipackets) == interface_offset::kPacketsIn);
static_assert(offsetof(ifmibdata, ifmd_data.ifi_ierrors) == interface_offset::kErrorsIn);
static_assert(offsetof(ifmibdata, ifmd_data.ifi_opackets) == interface_offset::kPacketsOut);
static_assert(offsetof(ifmibdata, ifmd_data.ifi_oerrors) == interface_offset::kErrorsOut);
static_assert(offsetof(ifmibdata, ifmd_data.ifi_ibytes) == interface_offset::kBytesIn);
static_assert(offsetof(ifmibdata, ifmd_data.ifi_obytes) == interface_offset::kBytesOut);
static_assert(offsetof(ifmibdata, ifmd_data.ifi_iqdrops) == interface_offset::kDropsIn);
static_assert(offsetof(ifmibdata, ifmd_data.ifi_mtu) == interface_offset::kMtu);
static_assert(sizeof(ifmediareq) == media_offset::kSize);
static_assert(offsetof(ifmediareq, ifm_active) == media_offset::kActive);
static_assert(sizeof(ifmediareq{}.ifm_name) == media_offset::kNameSize && SIOCGIFMEDIA == 0xc02c6938);
static_assert(IFM_FDX == 0x10'0000 && IFM_HDX == 0x20'0000);

static_assert(sizeof(struct statfs) == mount_offset::kSize);
static_assert(offsetof(struct statfs, f_bsize) == mount_offset::kBlockSize);
static_assert(offsetof(struct statfs, f_blocks) == mount_offset::kBlocks);
static_assert(offsetof(struct statfs, f_bfree) == mount_offset::kFree);
static_assert(offsetof(struct statfs, f_bavail) == mount_offset::kAvailable);
static_assert(offsetof(struct statfs, f_files) == mount_offset::kInodes);
static_assert(offsetof(struct statfs, f_ffree) == mount_offset::kFreeInodes);
static_assert(offsetof(struct statfs, f_flags) == mount_offset::kFlags);
static_assert(offsetof(struct statfs, f_fstypename) == mount_offset::kType);
static_assert(offsetof(struct statfs, f_mntonname) == mount_offset::kMountpoint);
static_assert(offsetof(struct statfs, f_mntfromname) == mount_offset::kDevice);
static_assert(MNT_RDONLY == 0x1 && MNT_SYNCHRONOUS == 0x2 && MNT_NOEXEC == 0x4 && MNT_NOSUID == 0x8 &&
              MNT_NODEV == 0x10);
static_assert(MNT_UNION == 0x20 && MNT_ASYNC == 0x40 && MNT_EXPORTED == 0x100 && MNT_QUARANTINE == 0x400);
static_assert(MNT_LOCAL == 0x1000 && MNT_QUOTA == 0x2000 && MNT_ROOTFS == 0x4000 && MNT_DOVOLFS == 0x8000);
static_assert(MNT_DONTBROWSE == 0x10'0000 && MNT_IGNORE_OWNERSHIP == 0x20'0000 && MNT_AUTOMOUNTED == 0x40'0000);
static_assert(MNT_JOURNALED == 0x80'0000 && MNT_NOUSERXATTR == 0x100'0000 && MNT_DEFWRITE == 0x200'0000);
static_assert(MNT_MULTILABEL == 0x400'0000 && MNT_NOATIME == 0x1000'0000);

static_assert(P_PPWAIT == kAwaitsChild && P_SYSTEM == kIsSystem && P_WEXIT == kExits && P_TRANSLATED == kIsTranslated);
static_assert(EPROC_SLEADER == 2);
static_assert(SIGEMT == 7 && SIGINFO == 29 && NSIG == 32);

}  // namespace psutil
