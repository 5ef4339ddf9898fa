// SPDX-License-Identifier: GPL-3.0-or-later
// Building blocks that PEGTL lacks: located expectations, blanks that know about brackets, bounded nesting.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <tao/pegtl.hpp>

#include "syntax/failure.hpp"

namespace freepencil::syntax::grammar {

namespace pegtl = tao::pegtl;

/// A string literal as a template argument.
template <std::size_t N>
struct Text {
  char data[N] = {};
  constexpr Text(const char (&characters)[N]) { std::copy_n(characters, N, data); }
  [[nodiscard]] constexpr std::string_view view() const { return {data, N - 1}; }
};

template <class Input>
[[nodiscard]] std::uint32_t offset_of(const Input& in) {
  return static_cast<std::uint32_t>(in.byte());
}

/// A rule without parts: Derived::matches(in, context).
template <class Derived>
struct Terminal {
  using rule_t = Terminal;
  using subs_t = pegtl::empty_list;

  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class, class Input,
            class... States>
  static bool match(Input& in, Context& context, States&&...) {
    return Derived::matches(in, context);
  }
};

template <Text Word>
struct literal : Terminal<literal<Word>> {
  template <class Input>
  static bool matches(Input& in, Context&) {
    constexpr std::string_view word = Word.view();
    const std::string_view rest(in.current(), static_cast<std::size_t>(in.end() - in.current()));
    if (!rest.starts_with(word)) return false;
    in.bump(word.size());
    return true;
  }
};

template <Text What>
struct fail : Terminal<fail<What>> {
  template <class Input>
  static bool matches(Input& in, Context& context) {
    fail_expecting(context, in.byte(), What.view());
  }
};

/// The rules in sequence, or the error `expected What` at the place where they would begin.
template <Text What, class... Rules>
struct expect : pegtl::sor<pegtl::seq<Rules...>, fail<What>> {};

struct unknown_statement : Terminal<unknown_statement> {
  template <class Input>
  static bool matches(Input& in, Context& context) {
    fail_at_statement(context, in.byte());
  }
};

struct power_of_power : Terminal<power_of_power> {
  template <class Input>
  static bool matches(Input& in, Context& context) {
    fail_at_power_of_power(context, in.byte());
  }
};

/// Blanks; inside brackets also ends of line and comments.
struct ws : Terminal<ws> {
  template <class Input>
  static bool matches(Input& in, Context& context) {
    const bool across_lines = !context.open.empty();
    const char* at = in.current();
    while (at != in.end()) {
      if (across_lines && *at == '#') {
        at = std::find(at, in.end(), '\n');
      } else if (*at == ' ' || *at == '\t' || (across_lines && (*at == '\n' || *at == '\r'))) {
        ++at;
      } else {
        break;
      }
    }
    in.bump(static_cast<std::size_t>(at - in.current()));
    return true;
  }
};

/// Succeeds where `0+` or `0-` may end the expression at hand: the target of a limit, outside of further brackets.
struct side_is_possible : Terminal<side_is_possible> {
  template <class Input>
  static bool matches(Input&, Context& context) {
    return context.side_depth == context.open.size();
  }
};

/// A rule around others that keeps the context in step; `run` matches them in sequence.
template <class... Rules>
struct Wrapper {
  using rule_t = Wrapper;
  using subs_t = pegtl::type_list<Rules...>;

  template <pegtl::apply_mode A, template <class...> class Action, template <class...> class Control, class Input,
            class... States>
  static bool run(Input& in, States&&... states) {
    return (Control<Rules>::template match<A, pegtl::rewind_mode::required, Action, Control>(in, states...) && ...);
  }
};

/// Opening, then the rules one level deeper.
template <class Opening, class... Rules>
struct nested : Wrapper<Rules...> {
  template <pegtl::apply_mode A, pegtl::rewind_mode, template <class...> class Action,
            template <class...> class Control, class Input, class... States>
  static bool match(Input& in, Context& context, States&&... states) {
    auto marker = in.template mark<pegtl::rewind_mode::required>();
    const std::uint32_t begin = offset_of(in);
    if (!Control<Opening>::template match<A, pegtl::rewind_mode::required, Action, Control>(in, context, states...)) {
      return false;
    }
    if (context.open.size() == max_depth) fail_at_depth(begin);
    context.open.push_back(begin);
    const bool matched = nested::template run<A, Action, Control>(in, context, states...);
    context.open.pop_back();
    return marker(matched);
  }
};

/// The rule, remembered as the last complete operand.
template <class Rule>
struct operand_of : Wrapper<Rule> {
  template <pegtl::apply_mode A, pegtl::rewind_mode, template <class...> class Action,
            template <class...> class Control, class Input, class... States>
  static bool match(Input& in, Context& context, States&&... states) {
    const std::uint32_t begin = offset_of(in);
    if (!operand_of::template run<A, Action, Control>(in, context, states...)) return false;
    context.operand = {begin, offset_of(in)};
    return true;
  }
};

/// The rule, at the end of which `+` and `-` may mean a side.
template <class Rule>
struct sided : Wrapper<Rule> {
  template <pegtl::apply_mode A, pegtl::rewind_mode, template <class...> class Action,
            template <class...> class Control, class Input, class... States>
  static bool match(Input& in, Context& context, States&&... states) {
    const std::size_t outer = context.side_depth;
    context.side_depth = context.open.size();
    const bool matched = sided::template run<A, Action, Control>(in, context, states...);
    context.side_depth = outer;
    return matched;
  }
};

/// Up to max_chain of the rule.
template <class Rule>
struct chain_of : Wrapper<Rule> {
  template <pegtl::apply_mode A, pegtl::rewind_mode, template <class...> class Action,
            template <class...> class Control, class Input, class... States>
  static bool match(Input& in, Context& context, States&&... states) {
    for (std::size_t length = 0;; ++length) {
      const std::uint32_t begin = offset_of(in);
      if (!chain_of::template run<A, Action, Control>(in, context, states...)) return true;
      if (length == max_chain) fail_at_chain(begin);
    }
  }
};

}  // namespace freepencil::syntax::grammar
