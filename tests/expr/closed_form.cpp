// SPDX-License-Identifier: GPL-3.0-or-later
#include "closed_form.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace freepencil {

using Kind = ScalarNode::Kind;

double ClosedForm::scalar(ScalarId id, const std::vector<double>* symbols) {
  const ScalarNode& node = (*model_.scalars)[id];
  const auto number = [](const Rational& value) { return value.convert_to<double>(); };
  const auto term = [&](std::size_t k) { return scalar(node.terms[k].second, symbols); };
  double result = number(node.value);
  switch (node.kind) {
    case Kind::Number:
      return result;
    case Kind::Parameter:
      return parameters_[node.index];
    case Kind::Size:
      return model_.spaces[node.index].reference ? 1 : scalar(model_.spaces[node.index].size, nullptr);
    case Kind::Symbol:
      return symbols->at(node.index);
    case Kind::Trace:
      return trace(model_.traces[node.index]);
    case Kind::Quantity:
      return quantity(node.index);
    case Kind::Sum:
      for (std::size_t k = 0; k < node.terms.size(); ++k) result += number(node.terms[k].first) * term(k);
      return result;
    case Kind::Product:
      result = 1;
      for (std::size_t k = 0; k < node.terms.size(); ++k) result *= std::pow(term(k), number(node.terms[k].first));
      return result;
    case Kind::Power:
      return std::pow(term(0), term(1));
    case Kind::Exp:
      return std::exp(term(0));
    case Kind::Log:
      return std::log(term(0));
    default:
      throw std::logic_error("no such leaf in a closed form");
  }
}

double ClosedForm::at_atom(MatrixId id, const std::vector<double>& symbols) {
  const MatrixNode& node = (*model_.matrices)[id];
  if (node.kind != MatrixNode::Kind::Deterministic) throw std::logic_error("no function of a spectrum");
  return scalar(node.function, &symbols);
}

double ClosedForm::trace(MatrixId id) {
  const SpaceId space = (*model_.matrices)[id].row;
  for (const Spectrum& spectrum : model_.spectra) {
    if (spectrum.space != space) continue;
    double total = 0;
    for (const Atom& atom : std::get<std::vector<Atom>>(spectrum.measure)) {
      std::vector<double> symbols(model_.symbols.size());
      for (std::size_t k = 0; k < atom.values.size(); ++k)
        symbols[spectrum.symbols[k]] = scalar(atom.values[k], nullptr);
      total += scalar(atom.weight, nullptr) * at_atom(id, symbols);
    }
    return total;
  }
  return at_atom(id, {});
}

double ClosedForm::quantity(std::uint32_t index) {
  const auto known =
      std::find_if(unknowns_.begin(), unknowns_.end(), [&](const auto& one) { return one.first == index; });
  if (known != unknowns_.end()) return known->second;
  const auto& what = model_.quantities[index].what;
  if (const auto* root = std::get_if<Quantity::RootComponent>(&what)) {
    return solution(model_.root_systems[root->system])[root->component];
  }
  if (const auto* linear = std::get_if<Quantity::RootDerivative>(&what)) {
    const auto n = static_cast<Eigen::Index>(linear->right.size());
    Eigen::MatrixXd matrix(n, n);
    Eigen::VectorXd right(n);
    for (Eigen::Index i = 0; i < n; ++i) {
      right(i) = (*this)(linear->right[static_cast<std::size_t>(i)]);
      for (Eigen::Index j = 0; j < n; ++j) {
        matrix(i, j) = (*this)(linear->matrix[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)]);
      }
    }
    return matrix.fullPivLu().solve(right)(static_cast<Eigen::Index>(linear->component));
  }
  if (const auto* extremum = std::get_if<Quantity::Extremum>(&what)) {
    std::vector<double> values;
    for (const ScalarId argument : extremum->arguments) values.push_back((*this)(argument));
    const auto [least, largest] = std::minmax_element(values.begin(), values.end());
    return extremum->largest ? *largest : *least;
  }
  throw std::logic_error("a quantity that this evaluator does not know");
}

// Newton's method from 1, with differences for derivatives.
std::vector<double> ClosedForm::solution(const RootSystem& system) {
  const auto n = static_cast<Eigen::Index>(system.unknowns.size());
  const std::size_t outer = unknowns_.size();
  for (const RootUnknown& unknown : system.unknowns) unknowns_.emplace_back(unknown.quantity, 1.0);
  const auto unknown = [&](Eigen::Index k) -> double& { return unknowns_[outer + static_cast<std::size_t>(k)].second; };
  const auto residual = [&] {
    Eigen::VectorXd all(n);
    for (Eigen::Index k = 0; k < n; ++k) all(k) = (*this)(system.equations[static_cast<std::size_t>(k)]);
    return all;
  };
  for (int step = 0; step < 100; ++step) {
    const Eigen::VectorXd at = residual();
    Eigen::MatrixXd jacobian(n, n);
    for (Eigen::Index k = 0; k < n; ++k) {
      const double x = unknown(k), h = 1e-6 * x;
      unknown(k) = x + h;
      jacobian.col(k) = residual();
      unknown(k) = x - h;
      jacobian.col(k) = (jacobian.col(k) - residual()) / (2 * h);
      unknown(k) = x;
    }
    const Eigen::VectorXd change = jacobian.fullPivLu().solve(at);
    for (Eigen::Index k = 0; k < n; ++k) {  // stays positive
      unknown(k) = std::max(unknown(k) - change(k), unknown(k) / 4);
    }
  }
  std::vector<double> values;
  for (Eigen::Index k = 0; k < n; ++k) values.push_back(unknown(k));
  unknowns_.resize(outer);
  return values;
}

}  // namespace freepencil
