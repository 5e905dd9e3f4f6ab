#include "signals.h"

#include <cerrno>

namespace psutil {

namespace {

// signal.h of POSIX, and SIGTRAP, SIGIOT, SIGWINCH and SIGIO, which all Unixes have.
constexpr std::pair<const char*, int> kPosixSignals[] = {
    {"SIGHUP", SIGHUP},       {"SIGINT", SIGINT},   {"SIGQUIT", SIGQUIT},   {"SIGILL", SIGILL},   {"SIGTRAP", SIGTRAP},
    {"SIGABRT", SIGABRT},     {"SIGIOT", SIGIOT},   {"SIGBUS", SIGBUS},     {"SIGFPE", SIGFPE},   {"SIGKILL", SIGKILL},
    {"SIGUSR1", SIGUSR1},     {"SIGSEGV", SIGSEGV}, {"SIGUSR2", SIGUSR2},   {"SIGPIPE", SIGPIPE}, {"SIGALRM", SIGALRM},
    {"SIGTERM", SIGTERM},     {"SIGCHLD", SIGCHLD}, {"SIGCONT", SIGCONT},   {"SIGSTOP", SIGSTOP}, {"SIGTSTP", SIGTSTP},
    {"SIGTTIN", SIGTTIN},     {"SIGTTOU", SIGTTOU}, {"SIGURG", SIGURG},     {"SIGXCPU", SIGXCPU}, {"SIGXFSZ", SIGXFSZ},
    {"SIGVTALRM", SIGVTALRM}, {"SIGPROF", SIGPROF}, {"SIGWINCH", SIGWINCH}, {"SIGIO", SIGIO},     {"SIGSYS", SIGSYS},
};

}  // namespace

std::vector<SignalNumber> PosixSignals(std::vector<SignalNumber> more) {
  std::vector<SignalNumber> signals;
  for (const auto& [name, number] : kPosixSignals) signals.push_back({name, number});
  signals.insert(signals.end(), more.begin(), more.end());
  return signals;
}

void SendSignal(int pid, int signal) {
  if (pid <= 0) throw SystemError(ESRCH, "kill");
  if (kill(pid, signal) != 0) throw SystemError(errno, "kill");
}

}  // namespace psutil
