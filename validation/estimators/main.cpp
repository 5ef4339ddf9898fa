// SPDX-License-Identifier: GPL-3.0-or-later
// Simulates the estimators of the papers from their raw definition. It shares no code with the engine but the random
// streams and the parallel loop, so that agreement between the two means something.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "estimators/experiment.hpp"
#include "estimators/read_description.hpp"

namespace freepencil::validation {
namespace {

constexpr int bad_input = 2;

struct Arguments {
  std::vector<std::string> paths;
  std::string output;
  bool list = false;
  bool progress = false;
  RunOptions run;
};

/// The files themselves, and for a folder every description below it, in the order of their names.
std::vector<std::string> files_of(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    if (!std::filesystem::is_directory(path)) {
      files.push_back(path);
      continue;
    }
    const std::size_t before = files.size();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
      if (entry.path().extension() == ".json") files.push_back(entry.path().string());
    }
    std::sort(files.begin() + static_cast<std::ptrdiff_t>(before), files.end());
  }
  return files;
}

Description load(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  if (!stream) throw DescriptionError(file + ": cannot be read");
  return read_description(file, text);
}

void deliver(const std::string& text, const std::string& output) {
  if (output.empty()) {
    fmt::print("{}", text);
    return;
  }
  std::ofstream stream(output, std::ios::binary);
  stream << text;
  if (!stream.flush()) throw DescriptionError(output + ": cannot be written");
}

void run(const Arguments& arguments) {
  // All descriptions are read first: an error in the last one is not to wait for the others to run.
  std::vector<std::pair<std::string, Description>> experiments;
  for (const std::string& file : files_of(arguments.paths)) experiments.emplace_back(file, load(file));
  std::string listing;
  nlohmann::ordered_json results = nlohmann::ordered_json::array();
  for (const auto& [file, description] : experiments) {
    if (arguments.list) {
      listing += fmt::format("{}: {}\n", file, description.title);
      continue;
    }
    const auto start = std::chrono::steady_clock::now();
    nlohmann::ordered_json result = {{"experiment", file}};
    result.update(to_json(description, arguments.run, run_experiment(description, arguments.run)));
    results.push_back(std::move(result));
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    if (arguments.progress) fmt::print(stderr, "{}: {:.1f} s\n", file, seconds.count());
  }
  deliver(arguments.list ? listing : results.dump(2) + "\n", arguments.output);
}

}  // namespace
}  // namespace freepencil::validation

int main(int argc, char** argv) {
  using namespace freepencil::validation;
  Arguments arguments;
  CLI::App app(
      "Simulates estimators from their raw definition and prints the means of their excess test errors as JSON.",
      "estimators");
  app.add_option("experiments", arguments.paths, "description files, or folders of them")->required();
  app.add_flag("--list", arguments.list, "list the experiments instead of running them");
  app.add_flag("--progress", arguments.progress, "tell on standard error how long each experiment took");
  app.add_option("--output", arguments.output, "write to this file instead of standard output");
  app.add_option("--threads", arguments.run.threads, "threads; 0 for all cores")->check(CLI::Range(0, 1024));
  app.add_option("--seed", arguments.run.seed, "seed instead of the ones in the files");
  app.add_option("--trials", arguments.run.trials, "factor on the numbers of trials")->check(CLI::PositiveNumber);
  try {
    app.parse(argc, argv);
    run(arguments);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : bad_input;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return bad_input;
  }
  return 0;
}
