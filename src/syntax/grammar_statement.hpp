// SPDX-License-Identifier: GPL-3.0-or-later
// Statements and files. A statement ends with its line; inside { } a line or `;` ends an item.
#pragma once

#include "syntax/grammar_expression.hpp"

namespace freepencil::syntax::grammar {

template <Text Word>
struct opening_word : pegtl::seq<keyword<Word>, ws> {};
template <Text What>
struct expected_name : expect<What, name> {};
template <Text What>
struct expected_string : expect<What, string> {};
struct definition_sign : pegtl::seq<ws, expect<"`=`", equals>, ws> {};
struct expected_opening : expect<"`[` and the space", pegtl::one<'['>> {};
struct space_name : expected_name<"the name of a space, such as `n`"> {};

/// `[d]`, `[n,d]`
struct one_space : nested<expected_opening, ws, space_name, ws, expect<"the closing `]`", pegtl::one<']'>>> {};
struct two_spaces : nested<expect<"`[` and the two spaces, such as `[n,d]`", pegtl::one<'['>>, ws, space_name, ws,
                           expect<"`,` and the second space", pegtl::one<','>>, ws, space_name, ws,
                           expect<"the closing `]`", pegtl::one<']'>>> {};

struct family_head : pegtl::seq<pegtl::one<'['>, pegtl::star<pegtl::space>, word, pegtl::star<pegtl::space>, equals> {};
struct family : pegtl::seq<ws, pegtl::at<family_head>,
                           nested<pegtl::one<'['>, ws, index_range, closing<']', "an operator or the closing `]`">>> {};
struct declared : part_of<Part::Declared, expected_name<"a name">, pegtl::opt<family>> {};

struct law : part_of<Part::Law, expected_name<"a law such as `gaussian`, `rademacher`, `uniform` or `student(5)`">,
                     pegtl::opt<ws, arguments<comma_list<expected_operand>>>> {};
struct symmetric_law
    : part_of<Part::Law, expected_name<"`goe` or `gue`">, pegtl::opt<ws, arguments<comma_list<expected_operand>>>> {};
struct variance_word : keyword<"variance"> {};
struct variance
    : pegtl::seq<ws, expect<"`variance`", variance_word>, ws, expected_expression<"a variance such as `1/n`">> {};

struct title : part_of<Part::Title, opening_word<"title">, expected_string<"the title in quotes">> {};
struct cite : part_of<Part::Cite, opening_word<"cite">, expected_string<"the citation in quotes">> {};

// Parameters.
struct bound : part_of<Part::Bound, order_relation, ws, expected_expression<"the bound of the parameter">> {};
struct interval_opening : part_of<Part::Opening, pegtl::one<'(', '['>> {};
struct interval_closing
    : part_of<Part::Closing, expect<"an operator or the closing `)` or `]`", pegtl::one<')', ']'>>> {};
struct interval_body : nested<expect<"an interval such as `(0,1)` or `[0,1)`", interval_opening>, ws,
                              expected_expression<"the lower end">, expected_comma,
                              expected_expression<"the upper end">, ws, interval_closing> {};
struct interval : part_of<Part::Interval, keyword<"in">, ws, interval_body> {};
struct description : pegtl::opt<ws, string> {};
struct parameter : part_of<Part::Parameter, opening_word<"parameter">, expected_name<"the name of a parameter">, ws,
                           expect<"`=` and a value", equals>, ws, expected_expression<"a value">,
                           pegtl::opt<ws, pegtl::sor<bound, interval>>, description> {};

struct line_over : pegtl::sor<comment, line_end, pegtl::eof> {};
struct dimension_size : pegtl::seq<expect<"`=` and a size such as `phi*n`, or the end of the line", equals>, ws,
                                   expected_expression<"a size such as `phi*n` behind `=`">> {};
struct dimension : part_of<Part::Dimension, opening_word<"dimension">, expected_name<"the name of a dimension">,
                           pegtl::opt<ws, pegtl::not_at<line_over>, dimension_size>> {};

// A law may be called `complex` too: then it is followed by its arguments or by the variance.
struct complex
    : part_of<Part::Complex, keyword<"complex">, pegtl::not_at<ws, pegtl::sor<variance_word, pegtl::one<'('>>>> {};
struct random : part_of<Part::Random, opening_word<"random">, declared, ws, two_spaces, pegtl::opt<ws, complex>, ws,
                        law, variance> {};
struct symmetric
    : part_of<Part::Symmetric, opening_word<"symmetric">, declared, ws, one_space, ws, symmetric_law, variance> {};
struct file_word : keyword<"file"> {};
struct matrix_file : pegtl::seq<expect<"`file` and the name of a file, or the end of the line", file_word>, ws,
                                expected_string<"the name of a file in quotes">> {};
struct matrix : part_of<Part::Matrix, opening_word<"matrix">, expected_name<"the name of a matrix">, ws, one_space,
                        pegtl::opt<ws, pegtl::not_at<line_over>, matrix_file>> {};
struct noncommuting : part_of<Part::Noncommuting, opening_word<"noncommuting">, comma_list<space_name>> {};
struct covariance : part_of<Part::Covariance, keyword<"covariance">> {};
struct scalar_variance : part_of<Part::Variance, variance_word> {};
struct vector : part_of<Part::Vector, opening_word<"vector">, declared, ws, one_space, ws,
                        expect<"`covariance` or `variance`", pegtl::sor<covariance, scalar_variance>>, ws,
                        expected_expression<"a covariance such as `Gamma` or a variance such as `1/n`">> {};

struct for_clause
    : pegtl::seq<ws, keyword<"for">, ws, expect<"an index and its range such as `t = 1..T`", index_range>> {};
struct let : part_of<Part::Let, opening_word<"let">, expected_name<"a name">, pegtl::opt<ws, subscripts>,
                     definition_sign, expected_operand, pegtl::opt<for_clause>> {};
struct output : part_of<Part::Output, opening_word<"output">, expected_name<"the name of an output">, definition_sign,
                        expected_operand, description> {};

struct relation
    : pegtl::seq<expected_operand, ws, expect<"an operator or a relation: `==`, `<`, `<=`, `>` or `>=`", relation_sign>,
                 ws, expected_expression<"the right side of the relation">> {};
struct comparison : part_of<Part::Comparison, relation> {};
struct assume : part_of<Part::Assume, opening_word<"assume">, comparison> {};

struct symbol : part_of<Part::UnknownSymbol, opening_word<"symbol">, expected_name<"the name of an unknown">,
                        definition_sign, latex> {};

// Blocks.
struct separators : pegtl::star<pegtl::sor<pegtl::blank, line_end, comment, pegtl::one<';'>>> {};
struct line_breaks : pegtl::star<pegtl::sor<pegtl::blank, line_end, comment>> {};
/// Items up to the brace; behind each one a line must end, or `;` or `}` follow.
template <class Item, Text What>
struct block
    : pegtl::seq<
          ws, expect<"`{`", pegtl::one<'{'>>, separators,
          pegtl::until<pegtl::one<'}'>, Item, ws,
                       expect<What, pegtl::at<pegtl::sor<comment, line_end, pegtl::one<';', '}'>>>>, separators>> {};

struct assignment : part_of<Part::Assignment, expected_name<"an assignment such as `Sigma = 2`">, definition_sign,
                            expected_expression<"a value">> {};
struct family_source : part_of<Part::FamilySource, pegtl::at<word, ws, equals>, index_range> {};
struct density_source
    : part_of<Part::DensitySource, pegtl::at<word, ws, pegtl::one<'~'>>, name, ws, pegtl::one<'~'>, ws, law> {};
struct file_source : part_of<Part::FileSource, pegtl::at<file_word, ws, pegtl::one<'"'>>, file_word, ws, string> {};
struct spike_source : part_of<Part::SpikeSource, keyword<"spike">, pegtl::at<ws, pegtl::one<':'>>> {};
struct spectrum_source
    : pegtl::sor<family_source, density_source, file_source, spike_source,
                 expected_expression<
                     "a weight, a family `k = 1..9`, a density `x ~ law`, `file`, `spike` or the closing `}`">> {};
struct spectrum_item : part_of<Part::SpectrumItem, spectrum_source, ws,
                               expect<"an operator, or `:` and values such as `Sigma = 2`", pegtl::one<':'>>, ws,
                               comma_list<assignment>> {};
struct spectrum : part_of<Part::Spectrum, opening_word<"spectrum">, space_name,
                          block<spectrum_item, "an operator, `,`, `;`, `}` or the end of the line">> {};

struct row : part_of<Part::Row, nested<pegtl::one<'['>, ws, comma_list<expected_operand>, closing_square>> {};
struct rows
    : part_of<Part::Rows, expect<"`rows` and the spaces of the rows", keyword<"rows">>, ws, comma_list<space_name>> {};
struct columns : part_of<Part::Columns, expect<"`,`, or `columns` and the spaces of the columns", keyword<"columns">>,
                         ws, comma_list<space_name>> {};
struct pencil
    : part_of<Part::Pencil, opening_word<"pencil">, expected_name<"the name of a pencil">, ws,
              expect<"`{`", pegtl::one<'{'>>, separators, rows, separators, columns, separators,
              expect<"`,`, or a row of entries such as `[ I, Z' ]`", row>, separators,
              pegtl::until<pegtl::one<'}'>, expect<"a further row of entries or the closing `}`", row>, separators>> {};

// Claims.
struct definition_tail : part_of<Part::DefinitionTail, equals, ws, expected_operand, pegtl::opt<for_clause>> {};
struct relation_tail
    : part_of<Part::RelationTail, relation_sign, ws, expected_expression<"the right side of the relation">> {};
struct arrow : pegtl::seq<ws, expect<"`->` and a limit such as `0`", literal<"->">>, ws> {};
struct order : pegtl::seq<expect<"an order such as `O(phi^2)`", pegtl::one<'O'>, pegtl::at<ws, pegtl::one<'('>>>, ws,
                          bracketed> {};
struct expansion_tail : part_of<Part::ExpansionTail, pegtl::one<'~'>, ws, expected_operand, ws,
                                expect<"an operator, or `as` and a limit such as `phi -> 0`", keyword<"as">>, ws,
                                expected_name<"a parameter">, arrow, limit_target, ws,
                                expect<"an operator, or `:` and the order", pegtl::one<':'>>, ws, order> {};
struct claim_tail
    : expect<"an operator, `==`, `=`, `<`, `>` or `~`", pegtl::sor<definition_tail, relation_tail, expansion_tail>> {};
// `assume` and `let` are ordinary names where an operator follows.
struct claim_assume
    : pegtl::seq<pegtl::at<keyword<"assume">, ws, pegtl::not_one<'=', '<', '>', '~', '*', '/', '+', '^', '[', '\''>>,
                 assume> {};
struct claim_let : pegtl::seq<keyword<"let">, ws, pegtl::at<name_start>> {};
template <Text What>
struct claim_item_or
    : part_of<Part::ClaimItem,
              pegtl::sor<claim_assume, pegtl::seq<pegtl::opt<claim_let>, expected_expression<What>, ws, claim_tail>>> {
};
struct claim_item : claim_item_or<"a definition, a relation or the closing `}`"> {};
struct refuted : expect<"`refuted`", keyword<"refuted">> {};
struct expect_refuted : part_of<Part::ExpectRefuted, keyword<"expect">, ws, pegtl::at<name_start>, refuted> {};
struct claim_line : pegtl::sor<expect_refuted, claim_item> {};
struct claim : part_of<Part::Claim, opening_word<"claim">, expected_string<"the claim's title in quotes">,
                       block<claim_line, "an operator, `;`, `}` or the end of the line">> {};

// Files.
template <class Statement, Text Or>
struct ended : pegtl::seq<Statement, ws, expect<Or, pegtl::at<line_over>>> {};
inline constexpr Text end_of_line = "the end of the line";
inline constexpr Text end_of_expression = "an operator or the end of the line";
struct statement
    : pegtl::sor<ended<title, end_of_line>, ended<cite, end_of_line>,
                 ended<parameter, "an operator, a range such as `> 0`, a description or the end of the line">,
                 ended<dimension, end_of_expression>, ended<random, end_of_expression>,
                 ended<symmetric, end_of_expression>, ended<spectrum, end_of_line>, ended<matrix, end_of_line>,
                 ended<vector, end_of_expression>, ended<let, "an operator, `for` or the end of the line">,
                 ended<output, "an operator, a description in quotes or the end of the line">,
                 ended<assume, end_of_expression>, ended<pencil, end_of_line>, ended<claim, end_of_line>,
                 ended<symbol, end_of_line>, ended<noncommuting, "`,` and a further space, or the end of the line">,
                 unknown_statement> {};
struct file : pegtl::seq<pegtl::opt<pegtl::utf8::bom>, line_breaks, pegtl::until<pegtl::eof, statement, line_breaks>> {
};

struct lone_end : pegtl::seq<line_breaks, expect<"an operator or the end of the expression", pegtl::eof>> {};
struct lone_expression : pegtl::seq<line_breaks, expected_operand, lone_end> {};
struct lone_relation : pegtl::seq<line_breaks, comparison, lone_end> {};
struct lone_claim_item : pegtl::seq<claim_item_or<"a definition or a relation">, ws,
                                    expect<"an operator, `;` or the end of the line",
                                           pegtl::at<pegtl::sor<comment, line_end, pegtl::one<';'>, pegtl::eof>>>,
                                    separators> {};
struct lone_claim : pegtl::seq<separators, lone_claim_item, pegtl::until<pegtl::eof, lone_claim_item>> {};

}  // namespace freepencil::syntax::grammar
