// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "syntax/concrete.hpp"
#include "syntax/grammar_rules.hpp"
#include "syntax/latex.hpp"

namespace freepencil::syntax::grammar {

/// Marks a rule as one whose matches become nodes.
template <Part P, class... Rules>
struct part_of : pegtl::seq<Rules...> {
  static constexpr Part part = P;
};

template <class Rule>
struct comma_list : pegtl::seq<Rule, pegtl::star<ws, pegtl::one<','>, ws, Rule>> {};

struct name_start
    : pegtl::sor<pegtl::ranges<'a', 'z', 'A', 'Z', '_'>, pegtl::utf8::ranges<0x370, 0x3FF, 0x1F00, 0x1FFF>> {};
struct name_rest : pegtl::sor<name_start, pegtl::digit> {};
struct word : pegtl::seq<name_start, pegtl::star<name_rest>> {};
struct name : part_of<Part::Name, word> {};

template <Text Word>
struct keyword : pegtl::seq<literal<Word>, pegtl::not_at<name_rest>> {};

// The dot of a number needs a digit behind it, so that `1..5` begins with the number 1.
struct numeral
    : pegtl::seq<pegtl::plus<pegtl::digit>, pegtl::opt<pegtl::one<'.'>, pegtl::plus<pegtl::digit>>,
                 pegtl::opt<pegtl::one<'e', 'E'>, pegtl::opt<pegtl::one<'+', '-'>>, pegtl::plus<pegtl::digit>>> {};
struct number : part_of<Part::Number, numeral> {};
struct imaginary : part_of<Part::Imaginary, numeral, pegtl::one<'i'>, pegtl::not_at<name_rest>> {};

struct escaped
    : pegtl::seq<pegtl::one<'\\'>, expect<R"(`\"` or `\\`, the two escapes of a string)", pegtl::one<'"', '\\'>>> {};
struct string
    : part_of<Part::String, pegtl::one<'"'>, pegtl::star<pegtl::sor<escaped, pegtl::not_one<'"', '\\', '\n', '\r'>>>,
              expect<"the closing `\"` of a string on the same line", pegtl::one<'"'>>> {};

struct equals : pegtl::seq<pegtl::one<'='>, pegtl::not_at<pegtl::one<'='>>> {};
template <char... C>
struct op : part_of<Part::Operator, pegtl::one<C...>> {};
struct order_relation : part_of<Part::Operator, pegtl::sor<literal<"<=">, literal<">=">, pegtl::one<'<', '>'>>> {};
struct relation_sign
    : part_of<Part::Operator, pegtl::sor<literal<"==">, literal<"<=">, literal<">=">, pegtl::one<'<', '>'>>> {};

/// The rest of the line: LaTeX that stays within its own braces.
struct latex_fragment : Terminal<latex_fragment> {
  template <class Input>
  static bool matches(Input& in, Context& context) {
    in.bump(latex_length(context, in.byte()));
    return true;
  }
};
struct latex : part_of<Part::Latex, latex_fragment> {};

struct comment : pegtl::seq<pegtl::one<'#'>, pegtl::star<pegtl::not_one<'\n'>>> {};
struct line_end : pegtl::sor<literal<"\r\n">, pegtl::one<'\n'>> {};

}  // namespace freepencil::syntax::grammar
