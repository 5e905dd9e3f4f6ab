// Runs a parser of another system on Linux: takes its name as argument and the bytes of a fixture as standard input,
// and prints the result as JSON, or the failure as an object with `error`.
#include <iostream>
#include <iterator>

#include "core/error.h"
#include "parser.h"

int main(int, char** arguments) {
  const std::string bytes(std::istreambuf_iterator<char>(std::cin), {});
  try {
    std::cout << psutil::Parsers().at(arguments[1])(bytes);
  } catch (const psutil::SystemError& error) {
    std::cout << "{\"error\":" << psutil::Json(psutil::ErrorName(error.failure.code)) << '}';
  }
}
