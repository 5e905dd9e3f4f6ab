#include <sys/types.h>
// After sys/types.h.
#include <sys/sysctl.h>

#include "../bsd/sockets_parser.h"
#include "freebsd_process.h"

namespace psutil {

const std::vector<KinfoFile>& FreebsdProcess::Files() {
  if (!files_) files_ = ParseFiles(ReadOfProcess(KERN_PROC_FILEDESC, file_offset::kMaxSize));
  return *files_;
}

std::string FreebsdProcess::Cwd() {
  if (IsKernel()) return "";
  for (const KinfoFile& file : ParseFiles(ReadOfProcess(KERN_PROC_CWD, file_offset::kMaxSize))) {
    if (file.fd == file_offset::kWorkingDirectory) return file.path;
  }
  return "";
}

std::vector<OpenFile> FreebsdProcess::OpenFiles() {
  std::vector<OpenFile> files;
  for (OpenFile& file : RegularFiles(Files())) {
    if (!lists_.Take(sizeof(OpenFile) + file.path.size())) break;
    files.push_back(std::move(file));
  }
  return files;
}

std::vector<Connection> FreebsdProcess::Connections() {
  std::vector<Connection> connections;
  for (const KinfoFile& file : Files()) {
    if (!file.socket || file.fd < 0 || !IsSocketOfKind(file.socket->connection, context_.kind)) continue;
    if (!lists_.Take(sizeof(Connection))) break;
    Connection connection = file.socket->connection;
    if (file.socket->is_tcp) connection.status = context_.TcpStatusOf(file.socket->control_block);
    connection.fd = file.fd;
    connection.pid = pid_;
    connections.push_back(std::move(connection));
  }
  return connections;
}

std::vector<ThreadTimes> FreebsdProcess::Threads() {
  std::vector<ThreadTimes> threads;
  for (const KinfoProcess& thread : ReadThreads(pid_)) {
    if (!lists_.Take(sizeof(ThreadTimes))) break;
    threads.push_back({static_cast<uint64_t>(thread.thread), thread.user_time, thread.system_time});
  }
  EnsureSame();
  return threads;
}

}  // namespace psutil
