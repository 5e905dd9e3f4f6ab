{
  # The only switch between platforms: which folder of cpp is compiled.
  "targets": [{
    "target_name": "psutil",
    "dependencies": ["<!(node -p \"require('node-addon-api').targets\"):node_addon_api_except_all"],
    "defines": ["NAPI_VERSION=8", "NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS"],
    "sources": ["cpp/binding/addon.cc", "cpp/core/pack.cc"],
    "conditions": [
      ["OS=='linux'", {
        "sources": [
          "cpp/linux/clock.cc",
          "cpp/linux/connections.cc",
          "cpp/linux/cpu.cc",
          "cpp/linux/cpu_freq.cc",
          "cpp/linux/disk.cc",
          "cpp/linux/disk_io.cc",
          "cpp/linux/file.cc",
          "cpp/linux/host_info.cc",
          "cpp/linux/limits.cc",
          "cpp/linux/memory.cc",
          "cpp/linux/net.cc",
          "cpp/linux/nic.cc",
          "cpp/linux/platform.cc",
          "cpp/linux/proc_net.cc",
          "cpp/linux/process.cc",
          "cpp/linux/process_control.cc",
          "cpp/linux/process_events.cc",
          "cpp/linux/process_files.cc",
          "cpp/linux/process_maps.cc",
          "cpp/linux/process_memory.cc",
          "cpp/linux/process_reader.cc",
          "cpp/linux/process_schedule.cc",
          "cpp/linux/process_text.cc",
          "cpp/linux/sensors.cc",
          "cpp/linux/sock_diag.cc",
          "cpp/linux/system.cc",
          "cpp/linux/terminals.cc",
          "cpp/linux/text.cc",
          "cpp/linux/users.cc",
        ],
        "cflags_cc": ["-std=c++17", "-fvisibility=hidden", "-Wall", "-Wextra"],
        # A thread that waits for the kernel may come back after the last user of the library has gone: it stays.
        "ldflags": ["-pthread", "-Wl,--version-script=../cpp/exports.map", "-Wl,-z,nodelete"],
      }, {
        "sources": ["cpp/unsupported/platform.cc"],
      }],
    ],
  }],
}
