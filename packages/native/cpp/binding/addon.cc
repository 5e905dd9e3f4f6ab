#include "addon.h"

#include "describe.h"
#include "export.h"

namespace {

template <class Result, class... Args>
void ExportCollector(Napi::Object here, Napi::Object pool, const char* name, Result (*fn)(Args...)) {
  if (!fn) return;  // not supported here
  here.Set(name, Exported<Result, Args...>::Here(here.Env(), name, fn));
  pool.Set(name, Exported<Result, Args...>::Pool(pool.Env(), name, fn));
}

Napi::Value Describe(const Napi::CallbackInfo& info) {
  const Collectors collectors = PlatformCollectors();
  Description description(info.Env());
  description.AddRecord<Host>();
  description.AddRecord<Failure>();
  Collectors::Fields(
      [&](const char* name, auto member, const char* doc) { description.AddCollector(name, collectors.*member, doc); });
  return description.Finish();
}

/// Chooses the host that is measured where a call names none.
void SetDefaultHost(const Napi::CallbackInfo& info) { Addon::Of(info.Env()).host = FromJs<Host>(info[0]); }

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  env.SetInstanceData(new Addon(exports));
  const Collectors collectors = PlatformCollectors();
  Napi::Object here = Napi::Object::New(env);
  Napi::Object pool = Napi::Object::New(env);
  Collectors::Fields(
      [&](const char* name, auto member, const char*) { ExportCollector(here, pool, name, collectors.*member); });
  exports.Set("here", here);
  exports.Set("pool", pool);
  exports.Set("describe", Napi::Function::New(env, Describe, "describe"));
  exports.Set("setDefaultHost", Napi::Function::New(env, SetDefaultHost, "setDefaultHost"));
  return exports;
}

}  // namespace

NODE_API_MODULE(psutil, Init)
