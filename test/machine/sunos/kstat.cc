// kstat(3KSTAT). The answer `kstat-chain` has a line for each statistic, and `kstat/MODULE/INSTANCE/NAME` its data, in
// which the texts follow the values and are found by their offset.
#include <kstat.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <list>
#include <memory>
#include <sstream>
#include <unordered_map>

#include "../answers.h"

using machine::Answer;
using machine::AnswerTo;
using machine::Status;

namespace {

struct Chain : kstat_ctl_t {
  std::string lines;
  std::list<kstat_t> statistics;
  std::unordered_map<const kstat_t*, std::string> data;
};

template <size_t size>
void Copy(char (&field)[size], const std::string& text) {
  std::memcpy(field, text.data(), std::min(text.size(), size - 1));
}

/// One line of the chain: module, instance, name, class, type.
void AddStatistic(Chain& chain, const std::string& line) {
  std::istringstream fields(line);
  std::string module, name, kind;
  int instance = 0, type = 0;
  if (!(fields >> module >> instance >> name >> kind >> type)) return;
  kstat_t statistic{};
  Copy(statistic.ks_module, module);
  Copy(statistic.ks_name, name);
  Copy(statistic.ks_class, kind);
  statistic.ks_instance = instance;
  statistic.ks_type = static_cast<unsigned char>(type);
  chain.statistics.push_back(statistic);
}

void Fill(Chain& chain, std::string text) {
  chain.lines = std::move(text);
  chain.statistics.clear();
  chain.data.clear();
  std::istringstream lines(chain.lines);
  for (std::string line; std::getline(lines, line);) AddStatistic(chain, line);
  chain.kc_chain = nullptr;
  for (auto each = chain.statistics.rbegin(); each != chain.statistics.rend(); ++each) {
    each->ks_next = chain.kc_chain;
    chain.kc_chain = &*each;
  }
}

/// Makes pointers of the offsets of texts.
void SetPointers(std::string& data) {
  constexpr size_t kSize = 48, kType = 31, kValue = 32;
  constexpr char kText = 9;
  for (size_t at = 0; at + kSize <= data.size(); at += kSize) {
    uint64_t pointer = 0;
    std::memcpy(&pointer, &data[at + kValue], sizeof pointer);
    if (data[at + kType] != kText || pointer == 0) continue;
    pointer += reinterpret_cast<uintptr_t>(data.data());
    std::memcpy(&data[at + kValue], &pointer, sizeof pointer);
  }
}

}  // namespace

extern "C" {

kstat_ctl_t* kstat_open() {
  Answer answer = AnswerTo("kstat-chain");
  if (Status(answer.error) != 0) return nullptr;
  auto chain = std::make_unique<Chain>();
  Fill(*chain, std::move(answer.bytes));
  return chain.release();
}

int kstat_close(kstat_ctl_t* chain) {
  delete static_cast<Chain*>(chain);
  return 0;
}

int kstat_chain_update(kstat_ctl_t* control) {
  Answer answer = AnswerTo("kstat-chain");
  if (answer.error != 0) return Status(answer.error);
  Chain& chain = *static_cast<Chain*>(control);
  if (answer.bytes == chain.lines) return 0;
  Fill(chain, std::move(answer.bytes));
  return ++chain.kc_chain_id;
}

int kstat_read(kstat_ctl_t* control, kstat_t* statistic, void*) {
  const std::string instance = std::to_string(statistic->ks_instance);
  Answer answer = AnswerTo(std::string("kstat/") + statistic->ks_module + "/" + instance + "/" + statistic->ks_name);
  if (answer.error != 0) return Status(answer.is_missing ? ENXIO : answer.error);
  std::string& data = static_cast<Chain*>(control)->data[statistic];
  data = std::move(answer.bytes);
  if (statistic->ks_type == KSTAT_TYPE_NAMED) SetPointers(data);
  statistic->ks_data = data.data();
  statistic->ks_data_size = data.size();
  return control->kc_chain_id;
}

}  // extern "C"
