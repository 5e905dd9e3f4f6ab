// Compares the structures of proc_structs.h with the headers of the system. It has no code.
#include <procfs.h>

#include "proc_structs.h"

namespace psutil {

// Releases differ in what follows the fields that are read.
static_assert(sizeof(void*) == 8 && sizeof(timestruc_t) == sizeof(ProcTime));
static_assert(sizeof(psinfo_t) >= sizeof(ProcInfo) && sizeof(pstatus_t) >= sizeof(ProcStatus));
static_assert(sizeof(prusage_t) == sizeof(ProcUsage) && sizeof(prxmap_t) == sizeof(ProcMapping));
static_assert(sizeof(prheader_t) == sizeof(ProcHeader) && sizeof(prcred_t) >= sizeof(ProcCredentials));

static_assert(offsetof(psinfo_t, pr_nlwp) == offsetof(ProcInfo, lwps));
static_assert(offsetof(psinfo_t, pr_pid) == offsetof(ProcInfo, pid));
static_assert(offsetof(psinfo_t, pr_ppid) == offsetof(ProcInfo, ppid));
static_assert(offsetof(psinfo_t, pr_pgid) == offsetof(ProcInfo, group));
static_assert(offsetof(psinfo_t, pr_sid) == offsetof(ProcInfo, session));
static_assert(offsetof(psinfo_t, pr_uid) == offsetof(ProcInfo, uid));
static_assert(offsetof(psinfo_t, pr_egid) == offsetof(ProcInfo, egid));
static_assert(offsetof(psinfo_t, pr_size) == offsetof(ProcInfo, size_kib));
static_assert(offsetof(psinfo_t, pr_rssize) == offsetof(ProcInfo, rss_kib));
static_assert(offsetof(psinfo_t, pr_ttydev) == offsetof(ProcInfo, terminal));
static_assert(offsetof(psinfo_t, pr_start) == offsetof(ProcInfo, start));
static_assert(offsetof(psinfo_t, pr_fname) == offsetof(ProcInfo, name));
static_assert(offsetof(psinfo_t, pr_psargs) == offsetof(ProcInfo, arguments));
static_assert(offsetof(psinfo_t, pr_argc) == offsetof(ProcInfo, argc));
static_assert(offsetof(psinfo_t, pr_argv) == offsetof(ProcInfo, argv));
static_assert(offsetof(psinfo_t, pr_envp) == offsetof(ProcInfo, envp));
static_assert(offsetof(psinfo_t, pr_dmodel) == offsetof(ProcInfo, data_model));
static_assert(offsetof(psinfo_t, pr_zoneid) == offsetof(ProcInfo, zone));
static_assert(offsetof(psinfo_t, pr_lwp) == offsetof(ProcInfo, lwp));

static_assert(offsetof(lwpsinfo_t, pr_lwpid) == offsetof(ProcLwp, id));
static_assert(offsetof(lwpsinfo_t, pr_state) == offsetof(ProcLwp, state));
static_assert(offsetof(lwpsinfo_t, pr_nice) == offsetof(ProcLwp, nice));
static_assert(offsetof(lwpsinfo_t, pr_pri) == offsetof(ProcLwp, priority));
static_assert(offsetof(lwpsinfo_t, pr_start) == offsetof(ProcLwp, start));
static_assert(offsetof(lwpsinfo_t, pr_clname) == offsetof(ProcLwp, class_name));
static_assert(offsetof(lwpsinfo_t, pr_onpro) == offsetof(ProcLwp, cpu));

static_assert(offsetof(prusage_t, pr_lwpid) == offsetof(ProcUsage, lwp));
static_assert(offsetof(prusage_t, pr_create) == offsetof(ProcUsage, create));
static_assert(offsetof(prusage_t, pr_utime) == offsetof(ProcUsage, user));
static_assert(offsetof(prusage_t, pr_stime) == offsetof(ProcUsage, system));
static_assert(offsetof(prusage_t, pr_ttime) == offsetof(ProcUsage, trap));
static_assert(offsetof(prusage_t, pr_minf) == offsetof(ProcUsage, minor_faults));
static_assert(offsetof(prusage_t, pr_majf) == offsetof(ProcUsage, major_faults));
static_assert(offsetof(prusage_t, pr_vctx) == offsetof(ProcUsage, voluntary_switches));
static_assert(offsetof(prusage_t, pr_ictx) == offsetof(ProcUsage, involuntary_switches));

static_assert(offsetof(pstatus_t, pr_brkbase) == offsetof(ProcStatus, heap));
static_assert(offsetof(pstatus_t, pr_stkbase) == offsetof(ProcStatus, stack));
static_assert(offsetof(pstatus_t, pr_utime) == offsetof(ProcStatus, user));
static_assert(offsetof(pstatus_t, pr_cutime) == offsetof(ProcStatus, children_user));

static_assert(offsetof(prcred_t, pr_euid) == offsetof(ProcCredentials, euid));
static_assert(offsetof(prcred_t, pr_sgid) == offsetof(ProcCredentials, sgid));

static_assert(offsetof(prheader_t, pr_nent) == offsetof(ProcHeader, count));
static_assert(offsetof(prheader_t, pr_entsize) == offsetof(ProcHeader, entry_size));

static_assert(offsetof(prxmap_t, pr_size) == offsetof(ProcMapping, size));
static_assert(offsetof(prxmap_t, pr_mapname) == offsetof(ProcMapping, name));
static_assert(offsetof(prxmap_t, pr_mflags) == offsetof(ProcMapping, flags));
static_assert(offsetof(prxmap_t, pr_pagesize) == offsetof(ProcMapping, page_size));
static_assert(offsetof(prxmap_t, pr_shmid) == offsetof(ProcMapping, shared_memory));
static_assert(offsetof(prxmap_t, pr_dev) == offsetof(ProcMapping, device));
static_assert(offsetof(prxmap_t, pr_rss) == offsetof(ProcMapping, rss_pages));
static_assert(offsetof(prxmap_t, pr_anon) == offsetof(ProcMapping, anonymous_pages));
static_assert(offsetof(prxmap_t, pr_locked) == offsetof(ProcMapping, locked_pages));

}  // namespace psutil
