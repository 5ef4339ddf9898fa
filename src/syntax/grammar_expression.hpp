// SPDX-License-Identifier: GPL-3.0-or-later
// Expressions. Every alternative is decided by what stands at its head, so that nothing is ever matched twice.
#pragma once

#include "syntax/grammar_tokens.hpp"

namespace freepencil::syntax::grammar {

struct expression;

template <Text What>
struct expected_expression : expect<What, expression> {};
struct expected_operand : expected_expression<"an expression"> {};

template <char Close, Text What>
struct closing : pegtl::seq<ws, expect<What, pegtl::one<Close>>> {};
struct closing_round : closing<')', "an operator or the closing `)`"> {};
struct closing_call : closing<')', "an operator, `,` or the closing `)`"> {};
struct closing_square : closing<']', "an operator, `,` or the closing `]`"> {};
struct expected_comma : pegtl::seq<ws, expect<"an operator or `,`", pegtl::one<','>>, ws> {};

/// `t = 0..T`
struct range_dots : pegtl::seq<ws, expect<"`..` and the last value of the index", literal<"..">>, ws> {};
struct index_range : part_of<Part::IndexRange, name, ws, expect<"`=` and a range such as `1..5`", equals>, ws,
                             expected_expression<"the first value of the index">, range_dots,
                             expected_expression<"the last value of the index">> {};

// Postfixes.
struct adjoint : part_of<Part::Adjoint, pegtl::one<'\''>> {};
struct subscripts
    : part_of<Part::Subscripts, nested<pegtl::one<'['>, ws, comma_list<expected_operand>, closing_square>> {};
struct bracketed : part_of<Part::Bracketed, nested<pegtl::one<'('>, ws, expected_operand, closing_round>> {};
struct numeric : pegtl::sor<imaginary, number> {};
// A bare name only: `x^f(2)` would read as a juxtaposition.
struct call_behind : pegtl::at<pegtl::star<pegtl::blank>, pegtl::one<'('>> {};
struct exponent_name
    : pegtl::seq<name, pegtl::opt<call_behind, fail<"brackets around an exponent that is a call, as in `x^(f(2))`">>> {
};
struct exponent_operand : expect<"a number, a name or an expression in brackets as the exponent",
                                 pegtl::sor<numeric, exponent_name, bracketed>> {};
struct exponent : part_of<Part::Exponent, pegtl::one<'^'>, ws, pegtl::opt<op<'-'>, ws>, exponent_operand,
                          pegtl::opt<pegtl::at<ws, pegtl::one<'^'>>, ws, power_of_power>> {};
struct postfixes : chain_of<pegtl::seq<ws, pegtl::sor<adjoint, subscripts, exponent>>> {};

// Primaries.
struct further_digits : pegtl::sor<name_rest, pegtl::seq<pegtl::one<'.'>, pegtl::digit>> {};
struct squared : pegtl::seq<pegtl::one<'^'>, ws, pegtl::one<'2'>, pegtl::not_at<further_digits>> {};
struct norm_end : pegtl::seq<ws, expect<"`^2` behind the closing `|` (only squared norms `|v|^2` are known)", squared>,
                             pegtl::opt<pegtl::at<ws, pegtl::one<'^'>>, ws, power_of_power>> {};
struct norm_body : nested<pegtl::one<'|'>, ws, expected_operand, closing<'|', "an operator or the closing `|`">> {};
struct norm : part_of<Part::Norm, norm_body, norm_end> {};

/// A word that is special in front of an opening bracket only.
template <Text Word>
struct special : pegtl::seq<keyword<Word>, pegtl::at<ws, pegtl::one<'('>>, ws> {};
template <class... Rules>
struct arguments : nested<pegtl::one<'('>, ws, Rules..., closing_call> {};

struct mean : part_of<Part::Mean, keyword<"mean">, ws, pegtl::sor<norm, bracketed>> {};

struct unknown : part_of<Part::Unknown, expect<"the name of an unknown", name>, ws,
                         pegtl::opt<order_relation, ws, expected_expression<"a bound of the unknown">>> {};
struct equation : pegtl::seq<expected_expression<"an equation `left = right`">, ws,
                             expect<"`=` and the right side of the equation", equals>, ws,
                             expected_expression<"the right side of the equation">> {};
struct root : part_of<Part::RootOf, special<"root">,
                      arguments<comma_list<unknown>, ws, expect<"`:` and the equation", pegtl::one<':'>>, ws,
                                comma_list<equation>>> {};

struct side : part_of<Part::Side, pegtl::one<'+', '-'>> {};
struct limit_target : pegtl::seq<sided<expected_expression<"a value such as `0+` or `inf`">>, ws, pegtl::opt<side>> {};
struct limit : part_of<Part::Limit, special<"limit">,
                       arguments<expect<"a parameter as in `limit(mu = 0+, ...)`", name>, ws,
                                 expect<"`=` and a value such as `0+` or `inf`", equals>, ws, limit_target,
                                 expected_comma, expected_operand>> {};
struct derivative
    : part_of<Part::Derivative, special<"diff">,
              arguments<expected_operand, expected_comma, expect<"the parameter to differentiate by", name>>> {};
struct finite_sum
    : part_of<Part::FiniteSum, special<"sum">,
              arguments<expect<"an index and its range as in `sum(k = 1..5, ...)`", pegtl::at<word, ws, equals>>,
                        index_range, expected_comma, expected_operand>> {};

struct call
    : part_of<
          Part::Call, name,
          pegtl::opt<pegtl::at<ws, pegtl::one<'('>>, ws, arguments<comma_list<pegtl::sor<string, expected_operand>>>>> {
};

struct primary : pegtl::sor<numeric, bracketed, norm, root, limit, derivative, finite_sum, mean, call> {};

// Operators.
struct postfix : part_of<Part::Postfix, primary, postfixes> {};
struct operand : operand_of<postfix> {};
struct negation
    : part_of<Part::Negation,
              pegtl::sor<pegtl::seq<op<'-'>, ws, expect<"an expression behind the `-`", operand>>, operand>> {};
struct further_factor : pegtl::seq<ws, op<'*', '/'>, ws, expect<"an expression behind the operator", negation>> {};
struct product : part_of<Part::Product, negation, pegtl::star<further_factor>> {};
struct side_follows : pegtl::seq<side_is_possible, pegtl::one<'+', '-'>, ws, pegtl::one<',', ':'>> {};
struct further_term : pegtl::seq<ws, pegtl::not_at<side_follows>, op<'+', '-'>, ws,
                                 expect<"an expression behind the operator", product>> {};
struct first_term : pegtl::sor<pegtl::seq<op<'-'>, ws, expect<"an expression behind the `-`", product>>, product> {};
struct expression : part_of<Part::Sum, first_term, pegtl::star<further_term>> {};

}  // namespace freepencil::syntax::grammar
