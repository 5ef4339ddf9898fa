// SPDX-License-Identifier: GPL-3.0-or-later
#include "certify/certify.hpp"

#include <Eigen/LU>
#include <algorithm>

#include "certify/branch_bound.hpp"
#include "certify/magnitude.hpp"

namespace freepencil {
namespace {

/// An approximate inverse of the centre of A: any matrix will do for the proof, a good one makes it succeed. A few
/// digits are enough, and cheap.
template <class B>
Matrix<B> preconditioner(const Matrix<B>& A) {
  using S = typename FloatingOf<B>::Type;
  constexpr int digits = 40;
  const WorkingPrecision precision(std::min(digits, WorkingPrecision::digits()));
  Matrix<S> middles(A.rows(), A.cols());
  for (Eigen::Index k = 0; k < A.size(); ++k) middles(k) = middle(A(k));
  const Matrix<S> inverse = middles.partialPivLu().inverse();
  Matrix<B> result(A.rows(), A.cols());
  for (Eigen::Index k = 0; k < A.size(); ++k) result(k) = as_ball(inverse(k));
  return result;
}

template <class B>
Matrix<B> identity_minus(const Matrix<B>& A) {
  return Matrix<B>::Identity(A.rows(), A.cols()) - A;
}

/// 1 - L, to a few digits: it multiplies what is as small as the box.
template <class B>
Matrix<B> linear_part(const DysonSystem<B>& system, const Resolvent<B>& M) {
  constexpr int digits = 60;
  const WorkingPrecision precision(std::min(digits, WorkingPrecision::digits()));
  return identity_minus<B>(system.jacobian(M));
}

template <class B>
bool all_finite(const Vector<B>& v) {
  return std::all_of(v.data(), v.data() + v.size(), [](const B& x) { return is_finite(x); });
}

/// |v_k| times `factor` and a little more: the centre is only known to the precision.
template <class B>
std::vector<Ball> radii(const Vector<B>& step, const Vector<B>& centre, double factor) {
  using std::pow;
  const Ball tiny(Multi(pow(Multi(10), Multi(-WorkingPrecision::digits()))));
  Ball largest(0);
  for (Eigen::Index k = 0; k < centre.size(); ++k) {
    if (const Ball size = magnitude(centre[k]); size.upper() > largest.upper()) largest = size;
  }
  std::vector<Ball> result;
  for (Eigen::Index k = 0; k < step.size(); ++k) {
    const Ball floor = tiny * (magnitude(centre[k]) + tiny * largest);
    result.push_back(Ball((Ball(factor) * (magnitude(step[k]) + floor)).upper()));
  }
  return result;
}

}  // namespace

template <class B>
Certificate<B> certify(const DysonSystem<B>& system, const Vector<typename FloatingOf<B>::Type>& centre, double box) {
  using Outcome = typename Certificate<B>::Outcome;
  Certificate<B> result;
  const auto fail = [&](Outcome outcome, const char* reason) {
    result.outcome = outcome;
    result.reason = reason;
    return result;
  };
  const Eigen::Index n = system.unknowns();
  if (centre.size() != n) return fail(Outcome::NoRoot, "the enclosed equation has other unknowns than the solved one");
  Vector<B> c(n);
  for (Eigen::Index k = 0; k < n; ++k) c[k] = as_ball(centre[k]);

  Resolvent<B> M;
  Vector<B> image;
  Vector<B> X = c;
  if (n > 0) {
    if (!system.evaluate(c, nullptr, M))
      return fail(Outcome::NoRoot, "an inverse at the centre of the box cannot be enclosed");
    system.phi(M, image);
    const Matrix<B> Y = preconditioner<B>(linear_part(system, M));
    const Vector<B> step = Y * (c - image);
    if (!all_finite(step)) return fail(Outcome::NoRoot, "the Jacobian at the centre of the box is singular");
    const std::vector<Ball> radius = radii<B>(step, c, box);
    for (Eigen::Index k = 0; k < n; ++k) X[k] = widened(c[k], radius[static_cast<std::size_t>(k)]);
    if (!system.evaluate(X, M)) return fail(Outcome::NoRoot, "an inverse cannot be enclosed over the box");
    const Matrix<B> contraction = identity_minus<B>(Y * linear_part(system, M));
    const Vector<B> K = c - step + contraction * (X - c);
    for (Eigen::Index k = 0; k < n; ++k) {
      if (!is_finite(K[k]) || !strictly_inside(X[k], K[k])) {
        return fail(Outcome::NoRoot, "the Krawczyk operator does not map the box into itself");
      }
    }
  } else if (!system.evaluate(c, M)) {
    return fail(Outcome::NoRoot, "an inverse cannot be enclosed");
  }
  result.g = X;
  result.traces = system.traces(M);
  const WorkingPrecision precision(std::min(WorkingPrecision::digits(), 60));
  for (const Matrix<B>& T : system.second_moment_operator(M)) {
    const auto bound = radius_bound<B>(T);
    if (!bound) return fail(Outcome::NoBranch, "the branch radius is not proved to be below one");
    result.branch_bound = std::max(result.branch_bound, *bound);
  }
  result.outcome = Outcome::Proved;
  return result;
}

template Certificate<Ball> certify(const DysonSystem<Ball>&, const Vector<Multi>&, double);
template Certificate<std::complex<Ball>> certify(const DysonSystem<std::complex<Ball>>&,
                                                 const Vector<std::complex<Multi>>&, double);

}  // namespace freepencil
