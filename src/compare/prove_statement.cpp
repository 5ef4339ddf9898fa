// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/prove_statement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <numeric>
#include <set>
#include <stdexcept>

#include "compare/claim_models.hpp"
#include "compare/prove_equality.hpp"
#include "compare/symbolic_spectra.hpp"
#include "expr/algebra.hpp"
#include "pencil/field_point.hpp"

namespace freepencil {
namespace {

using Clock = std::chrono::steady_clock;

/// Points at which the model has a meaning, by the structure of its expressions there.
using Structures = std::vector<std::vector<ParameterPoint>>;

/// The draws that look for structures: a region of the parameters that is cut off by the order of two sizes, and in
/// which none of them lies, has less than a few hundredths of the volume.
constexpr int draws_a_combination = 100;
constexpr std::int64_t most_combinations = 64;

/// Every combination of values that structural parameters may take: settings for a draw.
Reasoned<std::vector<std::vector<std::pair<std::size_t, Rational>>>> combinations(const Model& model,
                                                                                  const std::set<std::size_t>& fixed) {
  std::vector<std::vector<std::pair<std::size_t, Rational>>> result = {{}};
  for (std::size_t k = 0; k < model.parameters.size(); ++k) {
    const Parameter& parameter = model.parameters[k];
    if (!parameter.structural || parameter.hidden || fixed.contains(k)) continue;
    if (!parameter.range.lower || !parameter.range.upper) {
      return Reason{
          fmt::format("the expressions are others for every {}, which may be as large as it likes", parameter.name)};
    }
    std::vector<std::vector<std::pair<std::size_t, Rational>>> longer;
    const Rational& lower = *parameter.range.lower;
    for (Integer value = numerator(lower) / denominator(lower) - 1; value <= *parameter.range.upper; ++value) {
      if (!parameter.range.contains(Rational(value))) continue;
      for (auto settings : result) {
        settings.emplace_back(k, Rational(value));
        longer.push_back(std::move(settings));
      }
      if (static_cast<std::int64_t>(longer.size()) > most_combinations) {
        return Reason{"the expressions depend on too many values of their indices"};
      }
    }
    result = std::move(longer);
  }
  return result;
}

class StatementProver {
 public:
  StatementProver(const ModelAt& model_at, const VerificationOptions& options, std::size_t claim, std::size_t statement)
      : options_(options), models_(model_at, options), claim_(claim), statement_(statement), begin_(Clock::now()) {}

  Reasoned<StatementProof> operator()() {
    const auto declared = models_.declared();
    if (!declared) return declared.failure();
    if (equality(**declared) == nullptr) return Reason{""};
    const auto points = structures();
    if (!points) return points.failure();
    if (points->empty()) return Reason{"no parameter point inside the ranges satisfies the assumptions"};
    if (letters(*points)) return StatementProof{};
    const auto two = modulo_equations(*points, 2);
    if (two || examples_ == 0) return two;
    const auto one = modulo_equations(*points, 1);
    if (one || one.reason() == two.reason()) return one;
    return Reason{fmt::format("{} on two symbolic atoms; {} on one", two.reason(), one.reason())};
  }

 private:
  Reasoned<Structures> structures() {
    const Model& declared = **models_.declared();
    for (const auto& [name, value] : options_.fixed) {
      if (const auto at = declared.find_parameter(name)) fixed_.insert(*at);
    }
    const auto settings = combinations(declared, fixed_);
    if (!settings) return settings.failure();
    Structures found;
    std::map<const PreparedModel*, std::size_t> index;
    ExactDraws draws(options_.seed, (std::int64_t{1} << 40) + static_cast<std::int64_t>(claim_));
    for (const auto& values : *settings) {
      for (int k = 0; k < draws_a_combination; ++k) {
        ParameterPoint point = models_.draw(draws);
        for (const auto& [parameter, value] : values) point[parameter] = value;
        const auto prepared = models_.at(point);
        if (!prepared) continue;  // outside what the file takes for granted
        const Model& model = (*prepared)->model;
        if (!assumed(model, model.claims[claim_], point).value_or(false)) continue;
        if (!limit_ensemble(model, point)) continue;
        const auto [at, inserted] = index.emplace(*prepared, found.size());
        if (inserted) found.emplace_back();
        found[at->second].push_back(std::move(point));
      }
    }
    return found;
  }

  [[nodiscard]] const Comparison* equality(const Model& model) const {
    const auto* comparison = std::get_if<Comparison>(&model.claims[claim_].statements[statement_]);
    return comparison != nullptr && comparison->relation == Comparison::Relation::Equal ? comparison : nullptr;
  }

  /// The same rational function of parameters, traces and quantities, whatever these are.
  bool letters(const Structures& points) {
    return std::all_of(points.begin(), points.end(), [this](const auto& of_one) {
      Expected<Model> model = models_.fresh(of_one.front());
      const Comparison* sides = model ? equality(*model) : nullptr;
      if (sides == nullptr) return false;
      try {
        return equal(*model->scalars, sides->left, sides->right);
      } catch (const std::length_error&) {  // too long for exact algebra
        return false;
      }
    });
  }

  Reasoned<StatementProof> modulo_equations(const Structures& points, int atoms) {
    bool for_atoms = false;
    for (const auto& of_one : points) {
      std::set<std::vector<std::size_t>> orders;  // of the sizes
      for (const ParameterPoint& point : of_one) {
        Expected<Model> model = models_.fresh(point);
        if (!model) return Reason{model.errors().front().message};
        const auto order = order_of_sizes(*model, point);
        if (!orders.empty() && (!one_for_each_order_ || !orders.insert(order).second)) continue;
        orders.insert(order);
        const auto proof = at(*model, point, atoms);
        if (!proof) return proof.failure();
        for_atoms = for_atoms || proof->for_atoms;
        one_for_each_order_ = one_for_each_order_ || proof->depends_on_sizes;
      }
    }
    return StatementProof{.symbolic_atoms = for_atoms ? atoms : 0};
  }

  Reasoned<EqualityProof> at(Model& model, const ParameterPoint& point, int atoms) {
    const Comparison* sides = equality(model);
    for (std::size_t k = 0; k < point.size() && k < model.parameters.size(); ++k) model.parameters[k].value = point[k];
    ExactDraws draws(options_.seed, (std::int64_t{1} << 41) + static_cast<std::int64_t>(claim_));
    const std::size_t atom_letters = model.parameters.size();
    examples_ = use_symbolic_atoms(model, atoms, draws);
    const double left = options_.prove_seconds - std::chrono::duration<double>(Clock::now() - begin_).count();
    if (left <= 0) return Reason{fmt::format("no proof within {} seconds", options_.prove_seconds)};
    return prove_equality(model, sides->left, sides->right,
                          {.fixed = fixed_, .atom_letters = atom_letters, .seconds = atoms > 1 ? left / 2 : left});
  }

  static std::vector<std::size_t> order_of_sizes(const Model& model, const ParameterPoint& point) {
    const auto ensemble = limit_ensemble(model, point);
    if (!ensemble) return {};
    return ordered_shape(ensemble->sizes, 1).dimensions;
  }

  const VerificationOptions& options_;
  ClaimModels models_;
  std::size_t claim_, statement_;
  Clock::time_point begin_;
  std::set<std::size_t> fixed_;
  std::size_t examples_ = 0;  // spectra that atoms take the place of
  bool one_for_each_order_ = false;
};

}  // namespace

Reasoned<StatementProof> prove_statement(const ModelAt& model_at, const VerificationOptions& options, std::size_t claim,
                                         std::size_t statement) {
  return StatementProver(model_at, options, claim, statement)();
}

}  // namespace freepencil
