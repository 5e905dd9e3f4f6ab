#include "parser.h"
#include "windows/nt_path_parser.h"
#include "windows/process_parameters_parser.h"
#include "windows/working_set_parser.h"

namespace psutil {

namespace {

std::string ToJson(const ProcessParameters& parameters) {
  const auto text = [](const RemoteText& each) { return std::vector<uint64_t>{each.address, each.length}; };
  return Json(std::vector<std::vector<uint64_t>>{
      text(parameters.cwd), text(parameters.command_line), {parameters.environment, parameters.environment_size}});
}

const Parser k64("process-parameters",
                 [](std::string_view bytes) { return ToJson(ParseParameters(bytes, kParameters64)); });
const Parser k32("process-parameters-32",
                 [](std::string_view bytes) { return ToJson(ParseParameters(bytes, kParameters32)); });

const Parser kCommandLine("command-line", [](std::string_view bytes) {
  std::vector<std::string> arguments;
  const std::string text = SplitCommandLine(ToUnits(bytes)).text;
  for (size_t start = 0; start < text.size(); start = text.find('\0', start) + 1) {
    arguments.push_back(text.substr(start, text.find('\0', start) - start));
  }
  return Json(arguments);
});

const Parser kEnvironment("environment", [](std::string_view bytes) { return Json(ParseEnvironment(ToUnits(bytes))); });

const Parser kDirectory("directory",
                        [](std::string_view bytes) { return Json(WithoutTrailingSeparator(std::string(bytes))); });

const Parser kPath("nt-path", [](std::string_view bytes) {
  return Json(DosPath(bytes, {{"C:", "\\Device\\HarddiskVolume1"}, {"D:", "\\Device\\HarddiskVolume10"}}));
});

const Parser kPages("unique-pages", [](std::string_view bytes) { return Json(CountUniquePages(bytes)); });

/// Takes the number of the first CPU, as a byte, and a mask of eight bytes.
const Parser kCpus("affinity-mask", [](std::string_view bytes) {
  uint64_t mask = 0;
  bytes.copy(reinterpret_cast<char*>(&mask), sizeof mask, 1);
  return Json(CpusOfMask(mask, bytes[0]));
});

}  // namespace

}  // namespace psutil
