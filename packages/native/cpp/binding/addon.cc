#include "addon.h"

#include "describe.h"
#include "export.h"
#include "watch.h"

namespace psutil {

namespace {

template <class Result, class... Args>
void ExportCollector(Napi::Object exports, const char* name, Result (*fn)(Args...)) {
  if (!fn) return;  // not supported on this system
  const Napi::Env env = exports.Env();
  const auto set = [&](const char* way, Napi::Function run) { exports.Get(way).As<Napi::Object>().Set(name, run); };
  set("sync", Exported<Result, Args...>::Sync(env, name, fn));
  set("async", Exported<Result, Args...>::Async(env, name, fn));
  set("detached", Exported<Result, Args...>::Detached(env, name, fn));
}

Napi::Value Describe(const Napi::CallbackInfo& info) {
  const Collectors collectors = PlatformCollectors();
  Description description(info.Env());
  description.AddRecord<Host>();
  description.AddRecord<Failure>();
  Collectors::Fields(
      [&](const char* name, auto member, const char* doc) { description.AddCollector(name, collectors.*member, doc); });
  description.AddConstants("Resource", kResources);
  description.AddConstants("IoPriorityClass", kIoPriorityClasses);
  description.AddConstants("IoPriorityLevel", kIoPriorities);
  description.AddConstants("PriorityClass", kPriorityClasses);
  description.AddSignals();
  return description.Finish();
}

/// Sets the host that is read when a call specifies none.
void SetDefaultHost(const Napi::CallbackInfo& info) { Addon::Of(info.Env()).host = FromJs<Host>(info[0]); }

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  env.SetInstanceData(new Addon(exports));
  const Collectors collectors = PlatformCollectors();
  for (const char* way : {"sync", "async", "detached"}) exports.Set(way, Napi::Object::New(env));
  Collectors::Fields(
      [&](const char* name, auto member, const char*) { ExportCollector(exports, name, collectors.*member); });
  const ProcessWatches& watches = collectors.watches;
  if (watches.makePoller && watches.processExit) ExportProcessExit(exports, watches.processExit);
  if (watches.makePoller && watches.processEvents) ExportProcessEvents(exports, watches.processEvents);
  exports.Set("supportedAttributes", Napi::Number::New(env, static_cast<double>(collectors.attributes.bits)));
  exports.Set("hasPseudoFiles", Napi::Boolean::New(env, collectors.hasPseudoFiles));
  exports.Set("describe", Napi::Function::New(env, Describe, "describe"));
  exports.Set("setDefaultHost", Napi::Function::New(env, SetDefaultHost, "setDefaultHost"));
  return exports;
}

}  // namespace

}  // namespace psutil

using psutil::Init;

NODE_API_MODULE(psutil, Init)
