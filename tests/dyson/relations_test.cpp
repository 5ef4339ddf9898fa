// SPDX-License-Identifier: GPL-3.0-or-later
// Relations between traces, against the traces themselves: Q is inverted at random matrices over the prime field.
#include "dyson/relations.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <numeric>
#include <optional>
#include <set>

#include "common/load.hpp"
#include "common/makes_claims.hpp"
#include "common/random_expression.hpp"
#include "laws/ensemble.hpp"
#include "pencil/field_point.hpp"

namespace freepencil {
namespace {

/// tr(f g (Q^{-1})_{column,row}), not divided by the dimension, by dense elimination of all of Q.
class NaiveTraces {
 public:
  NaiveTraces(const Model& model, const Pencil& pencil, const FieldPoint& point)
      : pencil_(pencil), point_(point), functions_(random_functions(model, pencil)) {
    const FieldBlocks Q = field_pencil(pencil, point);
    inverse_ = inverse(Q.entries);
    row_at_ = Q.row_at;
    column_at_ = Q.column_at;
  }

  [[nodiscard]] PrimeField operator()(const TracedBlock& traced) const {
    const std::size_t size = point_.dimension(pencil_.columns[traced.block.column]);
    FieldMatrix weight = FieldMatrix::identity(size);
    for (const int function : {traced.weight.first, traced.weight.second}) {
      if (function >= 0) weight = multiply(weight, point_.matrix(functions_[function]));
    }
    PrimeField sum;
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t j = 0; j < size; ++j) {
        sum += weight(i, j) * inverse_(column_at_[traced.block.column] + j, row_at_[traced.block.row] + i);
      }
    }
    return sum;
  }

 private:
  const Pencil& pencil_;
  const FieldPoint& point_;
  std::vector<MatrixId> functions_;
  FieldMatrix inverse_;
  std::vector<std::size_t> row_at_, column_at_;
};

/// constant + sum of coefficient * tr - tr at one point.
PrimeField defect(const Pencil& pencil, const Relation& relation, const NaiveTraces& traces, const FieldPoint& point) {
  const auto normalised = [&](const TracedBlock& traced) {
    const auto size = static_cast<std::int64_t>(point.dimension(pencil.columns[traced.block.column]));
    return traces(traced) / PrimeField(size);
  };
  PrimeField sum = point.scalar(relation.constant);
  for (const auto& [other, coefficient] : relation.terms) sum += point.scalar(coefficient) * normalised(other);
  return sum - normalised(relation.traced);
}

/// Dimensions in the order of the sizes of the model, larger than those at which relations are searched.
FieldPoint fresh_point(const Model& model, const std::vector<double>& sizes, std::mt19937_64& engine) {
  std::vector<std::size_t> order(sizes.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return sizes[a] < sizes[b]; });
  FieldPoint::Shape shape{std::vector<std::size_t>(sizes.size()), {}};
  std::size_t size = 3;
  for (const std::size_t space : order) shape.dimensions[space] = (size += 1 + engine() % 2);
  return {model, shape, engine};
}

struct Tally {
  int files = 0, relations = 0, sums = 0, constants = 0;
};

void check_relations(Model& model, const std::string& file, std::mt19937_64& engine, Tally& tally) {
  const std::vector<double> sizes = limit_ensemble(model, default_point(model))->sizes;
  const Linearization linear = linearize(model);
  const std::vector<Relation> relations = find_relations(model, linear, sizes);
  std::set<TracedBlock> expressed;
  for (const Relation& relation : relations) {
    CHECK(expressed.insert(relation.traced).second);
    tally.sums += relation.terms.size() > 1 ? 1 : 0;
    tally.constants += relation.constant != model.scalars->zero() ? 1 : 0;
  }
  for (const Relation& relation : relations) {
    for (const auto& term : relation.terms) CHECK_FALSE(expressed.contains(term.first));
  }
  tally.relations += static_cast<int>(relations.size());
  for (int attempt = 0; attempt < 20; ++attempt) {
    try {
      const FieldPoint point = fresh_point(model, sizes, engine);
      const NaiveTraces traces(model, linear.pencil, point);
      for (std::size_t r = 0; r < relations.size(); ++r) {
        if (!relations[r].exact) continue;  // of the limits alone: no draw shows it
        const PrimeField wrong = defect(linear.pencil, relations[r], traces, point);
        if (wrong != PrimeField(0)) FAIL("relation " << r << " does not hold:\n" << file);
        Relation changed = relations[r];
        changed.constant = model.scalars->add(changed.constant, model.scalars->one());
        CHECK(defect(linear.pencil, changed, traces, point) == PrimeField(1));
      }
      ++tally.files;
      return;
    } catch (const UnluckyDraw&) {
      // No value at this point: another one will do.
    }
  }
}

}  // namespace

TEST_CASE("relations between the traces of shipped files hold at fresh points", "[property][relations]") {
  std::mt19937_64 engine(71);
  Tally tally;
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(FREEPENCIL_ROOT) + "/pencils")) {
    if (entry.path().extension() != ".pencil") continue;
    if (test::makes_claims(entry.path().string())) continue;
    const std::string path = std::filesystem::relative(entry.path(), FREEPENCIL_ROOT).string();
    Expected<Model> model = test::load_shipped(path);
    REQUIRE(model);
    check_relations(*model, path, engine, tally);
    ++files;
  }
  CHECK(tally.files == files);
  CHECK(tally.relations > files);
}

TEST_CASE("relations between the traces of 500 random expressions hold at fresh points", "[property][relations]") {
  std::mt19937_64 engine(72);
  Tally tally;
  for (int drawn = 0; tally.files < 500; ++drawn) {
    REQUIRE(drawn < 1000);
    const auto expression = test::random_square_expression(engine, 3 + static_cast<int>(engine() % 3));
    const std::string file = test::file_with_outputs({expression});
    Expected<Model> model = test::load(file);
    if (!model && test::lacks_a_space(model.errors())) continue;
    REQUIRE(model);
    check_relations(*model, file, engine, tally);
  }
  CHECK(tally.relations > 200);
  CHECK(tally.sums > 0);
  CHECK(tally.constants > 0);
}

// Z inv(Z'Z + l I) Z' has the trace that inv(Z'Z + l I) Z'Z has, and that is N_d - l Tr inv(Z'Z + l I).
TEST_CASE("cyclicity and the resolvent identity leave one unknown of the Marchenko-Pastur law", "[relations]") {
  Expected<Model> model = test::load_shipped("pencils/marchenko_pastur.pencil");
  REQUIRE(model);
  const Linearization linear = linearize(*model);
  const std::vector<double> sizes = limit_ensemble(*model, default_point(*model))->sizes;
  const std::vector<Relation> relations = find_relations(*model, linear, sizes);
  std::vector<ShapeRelation> shapes;
  for (const Relation& relation : relations) {
    ShapeRelation& shape = shapes.emplace_back(ShapeRelation{relation.traced, {}});
    for (const auto& term : relation.terms) shape.terms.push_back(term.first);
  }
  const PencilShape shape = shape_of(*model, linear, sizes);
  const std::vector<ShapeRelation> none;
  CHECK(analyze(shape).solved.size() == 4);  // tr of both blocks of both pencils
  CHECK(analyze(shape, &none).solved.size() == 2);
  CHECK(analyze(shape, &shapes).solved.size() == 1);
}

// Of two proportional traces one is a sum of others here: the other must be that sum, too.
TEST_CASE("a multiple of a trace that is a sum uses what the sum uses", "[relations]") {
  Expected<Model> model = test::load(
      "parameter lambda = 1/10 > 0\ndimension n\ndimension d = 4/5*n\ndimension m = 1/2*n\n"
      "random Z[n,d] gaussian variance 1/n\nrandom W[m,d] gaussian variance 1/m\nlet F = Z*W'\n"
      "output c = tr(Z'*F*inv(F'*F + lambda*I)^2*F'*Z)\n");
  REQUIRE(model);
  std::mt19937_64 engine(3);
  Tally tally;
  check_relations(*model, "two random matrices", engine, tally);
  CHECK(tally.files == 1);
  CHECK(tally.sums > 1);
}

}  // namespace freepencil
