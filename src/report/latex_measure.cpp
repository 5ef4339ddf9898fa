// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/latex_measure.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

namespace freepencil::report {

namespace {

constexpr double script = 0.7;

// Advance widths of Computer Modern with the space that TeX puts around them.
struct Width {
  std::string_view command;
  double points;
};
constexpr std::array known = {
    Width{"quad", 10},  Width{"qquad", 20},  Width{"enspace", 5}, Width{"cdot", 7.2},    Width{"times", 12.2},
    Width{"le", 13.3},  Width{"ge", 13.3},   Width{"in", 12.2},   Width{"to", 15.6},     Width{"longrightarrow", 22},
    Width{"infty", 10}, Width{"dots", 13.5}, Width{"top", 7.8},   Width{"partial", 5.8}, Width{"mathbb", 0},
    Width{"|", 5},      Width{",", 1.7},     Width{";", 2.8}};

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_upper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }

class Measure {
 public:
  explicit Measure(std::string_view text) : rest_(text) {}

  double sequence() {
    double width = 0;
    while (!rest_.empty() && rest_.front() != '}') width += atom();
    return width;
  }

 private:
  char take() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  void skip_blanks() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
  }

  std::string_view command() {
    std::size_t length = 0;
    while (length < rest_.size() && is_letter(rest_[length])) ++length;
    length = std::max<std::size_t>(length, rest_.empty() ? 0 : 1);
    const std::string_view name = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return name;
  }

  /// `{...}`, or one token.
  double argument() {
    skip_blanks();
    if (rest_.empty()) return 0;
    if (rest_.front() != '{') return token();
    take();
    const double width = sequence();
    if (!rest_.empty()) take();
    return width;
  }

  double scripts() {
    double widest = 0;
    while (!rest_.empty() && (rest_.front() == '^' || rest_.front() == '_')) {
      take();
      widest = std::max(widest, script * argument());
    }
    return widest;
  }

  double atom() {
    if (rest_.front() == '{') return argument() + scripts();
    const double width = token();
    return width + scripts();
  }

  double delimiter(double width) {
    skip_blanks();
    if (!rest_.empty() && take() == '\\') command();
    return width;
  }

  double of_command() {
    const std::string_view name = command();
    if (name == "frac") {
      const double above = argument();
      return std::max(above, argument()) + 2.4;
    }
    if (name == "tfrac") {
      const double above = argument();
      return script * std::max(above, argument()) + 2.4;
    }
    if (name == "sqrt") return argument() + 9;
    if (name == "sum") return std::max(14.5, scripts()) + 1.7;
    if (name == "lim") return std::max(14.0, scripts()) + 1.7;
    if (name == "operatorname" || name == "mathrm" || name == "text") {
      const bool outer = std::exchange(upright_, true);
      const double width = argument() + (name == "operatorname" ? 1.7 : 0);
      upright_ = outer;
      return width;
    }
    if (name == "bigl" || name == "bigr") return delimiter(4.6);
    if (name == "Bigl" || name == "Bigr") return delimiter(6);
    if (name == "biggl" || name == "biggr") return delimiter(7.4);
    const auto* at = std::find_if(known.begin(), known.end(), [&](const auto& entry) { return entry.command == name; });
    if (at != known.end()) return at->points;
    return !name.empty() && is_upper(name.front()) ? 7.8 : 6.2;  // a Greek letter
  }

  double token() {
    const char c = take();
    switch (c) {
      case '\\':
        return of_command();
      case '+':
      case '-':
        return 12.2;
      case '=':
      case '<':
      case '>':
        return 13.4;
      case '(':
      case ')':
        return 3.9;
      case ',':
        return 4.5;
      case ' ':
      case '&':
      case '}':
        return 0;
      default:
        break;
    }
    if (c == 'm' || c == 'w' || c == 'M' || c == 'W') return upright_ ? 8.3 : 9.5;
    if (is_upper(c)) return 7.7;
    return is_letter(c) && !upright_ ? 5.4 : 5.1;
  }

  std::string_view rest_;
  bool upright_ = false;
};

}  // namespace

double latex_points(std::string_view formula) { return Measure(formula).sequence(); }

}  // namespace freepencil::report
