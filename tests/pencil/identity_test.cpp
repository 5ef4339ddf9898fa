// SPDX-License-Identifier: GPL-3.0-or-later
// The pencil of an expression equals the expression, in exact arithmetic over a prime field: an identity that holds at
// a random point of a field of 2^61 elements holds identically (Schwartz 1980, Zippel 1979).
#include <catch2/catch.hpp>
#include <optional>

#include "common/field_matrix.hpp"
#include "common/load.hpp"
#include "common/random_expression.hpp"
#include "expr/evaluate.inl.hpp"
#include "pencil/pencil.hpp"

namespace freepencil {
namespace {

using test::FieldMatrix;

/// Random matrices for the names of a model: every direction of a space is an atom of its own.
class FieldDraw {
 public:
  FieldDraw(const Model& model, std::mt19937_64& engine) : model_(model) {
    const auto draw = [&] { return PrimeField(static_cast<std::int64_t>(engine() >> 3)); };
    for (std::size_t s = 0; s < model.spaces.size(); ++s) {
      dimensions_.push_back(1 + static_cast<std::size_t>(engine() % 3));
      sizes_.push_back(PrimeField(static_cast<std::int64_t>(dimensions_.back())));
    }
    for (std::size_t p = 0; p < model.parameters.size(); ++p) parameters_.push_back(draw());
    for (const Symbol& symbol : model.symbols) {
      auto& values = symbols_.emplace_back();
      for (std::size_t k = 0; k < dimensions_[symbol.space]; ++k) {
        const PrimeField root = draw();
        values.push_back(root * root);
      }
    }
    for (const RandomMatrix& random : model.randoms) {
      FieldMatrix& matrix = randoms_.emplace_back(dimensions_[random.row], dimensions_[random.column]);
      for (std::size_t r = 0; r < matrix.rows(); ++r) {
        for (std::size_t c = 0; c < matrix.columns(); ++c) matrix(r, c) = draw();
      }
    }
  }

  [[nodiscard]] std::size_t dimension(SpaceId space) const { return dimensions_[space]; }
  [[nodiscard]] const FieldMatrix& random(std::uint32_t variable) const { return randoms_[variable]; }
  [[nodiscard]] std::vector<PrimeField> values(SpaceId space, ScalarId f) const {
    const Leaves<PrimeField> leaves{
        .parameters = parameters_, .sizes = sizes_, .symbols = symbols_, .locals = {}, .traces = {}};
    return evaluate_rows(*model_.scalars, f, leaves, dimensions_[space]);
  }
  [[nodiscard]] PrimeField scalar(ScalarId f) const { return values(0, f).front(); }
  [[nodiscard]] FieldMatrix diagonal(SpaceId space, ScalarId f) const {
    FieldMatrix matrix(dimensions_[space], dimensions_[space]);
    const auto diagonal = values(space, f);
    for (std::size_t k = 0; k < diagonal.size(); ++k) matrix(k, k) = diagonal[k];
    return matrix;
  }

 private:
  const Model& model_;
  std::vector<std::size_t> dimensions_;
  std::vector<PrimeField> parameters_, sizes_;
  std::vector<std::vector<PrimeField>> symbols_;
  std::vector<FieldMatrix> randoms_;
};

/// left * Q^-1 * right + d by dense elimination.
FieldMatrix evaluate_pencil(const Model& model, const Linearization& linear, std::size_t trace, const FieldDraw& draw) {
  const Pencil& pencil = linear.pencil;
  const auto offsets = [&](const std::vector<SpaceId>& spaces) {
    std::vector<std::size_t> at = {0};
    for (const SpaceId space : spaces) at.push_back(at.back() + draw.dimension(space));
    return at;
  };
  const auto row_at = offsets(pencil.rows), column_at = offsets(pencil.columns);
  FieldMatrix Q(row_at.back(), column_at.back());
  const auto place = [&](const PencilEntry& entry, PrimeField factor, const FieldMatrix& block) {
    for (std::size_t r = 0; r < block.rows(); ++r) {
      for (std::size_t c = 0; c < block.columns(); ++c) {
        Q(row_at[entry.row] + r, column_at[entry.column] + c) += factor * block(r, c);
      }
    }
  };
  for (const PencilEntry& entry : pencil.entries) {
    if (entry.deterministic != model.scalars->zero()) {
      place(entry, 1, draw.diagonal(pencil.rows[entry.row], entry.deterministic));
    }
    for (const RandomTerm& term : entry.random) {
      const FieldMatrix& matrix = draw.random(term.variable);
      place(entry, draw.scalar(term.coefficient), term.adjoint ? transpose(matrix) : matrix);
    }
  }
  const FieldMatrix inverse = test::inverse(Q);
  const TraceFunctional& functional = linear.traces[trace];
  FieldMatrix total = draw.diagonal(functional.space, functional.deterministic);
  for (const TraceTerm& term : functional.terms) {
    const SpaceId row_space = pencil.columns[term.column], column_space = pencil.rows[term.row];
    FieldMatrix block(draw.dimension(row_space), draw.dimension(column_space));
    for (std::size_t r = 0; r < block.rows(); ++r) {
      for (std::size_t c = 0; c < block.columns(); ++c) {
        block(r, c) = inverse(column_at[term.column] + r, row_at[term.row] + c);
      }
    }
    const FieldMatrix part =
        multiply(draw.diagonal(row_space, term.left), multiply(block, draw.diagonal(column_space, term.right)));
    total = combine(1, total, 1, part);
  }
  return total;
}

std::uint32_t index_of(const auto& list, const std::string& name) {
  for (std::uint32_t k = 0; k < list.size(); ++k) {
    if (list[k].name == name) return k;
  }
  throw std::logic_error("no " + name);
}

/// The generated expression itself over the field, without the program's typed expressions.
FieldMatrix evaluate_expression(const Model& model, const test::ExpressionNode& node, const FieldDraw& draw) {
  const auto space = [&](test::TestSpace s) {
    return index_of(model.spaces, test::test_space_names[static_cast<std::size_t>(s)]);
  };
  const auto symbol = [&](const std::string& name, const Rational& exponent) {
    const std::uint32_t index = index_of(model.symbols, name);
    const ScalarId leaf = model.scalars->leaf(ScalarNode::Kind::Symbol, index);
    return draw.diagonal(model.symbols[index].space, model.scalars->power(leaf, exponent));
  };
  const auto parameter = [&](const std::string& name) {
    return draw.scalar(model.scalars->leaf(ScalarNode::Kind::Parameter, index_of(model.parameters, name)));
  };
  const auto coefficient = [&](const std::string& c) -> PrimeField {
    using Traits = ScalarTraits<PrimeField>;
    if (c == "lambda" || c == "psi") return parameter(c);
    if (c == "(lambda + psi)") return parameter("lambda") + parameter("psi");
    const std::map<std::string, Rational> numbers = {
        {"2", 2}, {"3/2", Rational(3, 2)}, {"(-1/3)", Rational(-1, 3)}, {"(1/2)", Rational(1, 2)}};
    return Traits::from(numbers.at(c));
  };
  const test::Algebra<FieldMatrix> algebra{
      .random = [&](const std::string& name) { return draw.random(index_of(model.randoms, name)); },
      .symbol = [&](const std::string& name) { return symbol(name, 1); },
      .root = [&](const std::string& name) { return symbol(name, Rational(1, 2)); },
      .identity = [&](test::TestSpace s) { return FieldMatrix::identity(draw.dimension(space(s))); },
      .add = [](const FieldMatrix& a, const FieldMatrix& b) { return combine(1, a, 1, b); },
      .subtract = [](const FieldMatrix& a, const FieldMatrix& b) { return combine(1, a, -1, b); },
      .multiply = [](const FieldMatrix& a, const FieldMatrix& b) { return test::multiply(a, b); },
      .scale = [&](const std::string& c, const FieldMatrix& a) { return combine(coefficient(c), a, 0, a); },
      .adjoint = [](const FieldMatrix& a) { return transpose(a); },
      .inverse = [](const FieldMatrix& a) { return test::inverse(a); }};
  return evaluate(node, algebra);
}

/// tr(E) can be taken apart into several traces or a plain number; compare where E is one trace.
std::optional<bool> agree(Model& model, const test::ExpressionNode& node, std::mt19937_64& engine) {
  if (model.traces.size() != 1) return std::nullopt;
  if ((*model.scalars)[model.outputs[0].value].kind != ScalarNode::Kind::Trace) return std::nullopt;
  const Linearization linear = linearize(model);
  for (int attempt = 0; attempt < 8; ++attempt) {
    const FieldDraw draw(model, engine);
    try {
      return evaluate_pencil(model, linear, 0, draw) == evaluate_expression(model, node, draw);
    } catch (const UnluckyDraw&) {
      // A rank-deficient Gram matrix or a root of a non-square: other sizes and entries may do.
    }
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("the pencil equals its expression for 2,000 random expressions", "[property][pencil]") {
  std::mt19937_64 engine(20241);
  int compared = 0, drawn = 0;
  while (compared < 2000) {
    REQUIRE(++drawn < 4000);  // most draws must be comparable, or the test tests nothing
    const int depth = 2 + static_cast<int>(engine() % 5);
    const test::ExpressionPtr expression = test::random_square_expression(engine, depth);
    const std::string file = test::file_with_outputs({expression});
    Expected<Model> model = test::load(file);
    if (!model && test::lacks_a_space(model.errors())) continue;
    if (!model) FAIL("refused:\n" << test::messages(model.errors(), file) << file);
    const std::optional<bool> equal = agree(*model, *expression, engine);
    if (!equal) continue;
    ++compared;
    if (!*equal) FAIL("the pencil differs from its expression:\n" << file);
  }
}

TEST_CASE("a changed pencil no longer equals its expression", "[property][pencil]") {
  std::mt19937_64 engine(5);
  const std::string file =
      "parameter lambda = 1 > 0\ndimension n\ndimension d = 1/2*n\nrandom Z[n,d] gaussian variance 1/n\n"
      "spectrum d { 1 : Sigma = 2 }\noutput o = tr(inv(sqrt(Sigma)*Z'*Z*sqrt(Sigma) + lambda*I)*Sigma*Z'*Z)\n";
  Expected<Model> model = test::load(file);
  REQUIRE(model);
  const Linearization linear = linearize(*model);
  const FieldDraw draw(*model, engine);
  const FieldMatrix right = evaluate_pencil(*model, linear, 0, draw);
  for (std::size_t k = 0; k < linear.pencil.entries.size(); ++k) {
    Linearization changed = linear;
    PencilEntry& entry = changed.pencil.entries[k];
    if (entry.random.empty()) {
      entry.deterministic = model->scalars->add(entry.deterministic, model->scalars->one());
    } else {
      entry.random[0].coefficient = model->scalars->add(entry.random[0].coefficient, model->scalars->one());
    }
    CHECK_FALSE(evaluate_pencil(*model, changed, 0, draw) == right);
  }
}

}  // namespace freepencil
