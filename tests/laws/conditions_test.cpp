// SPDX-License-Identifier: GPL-3.0-or-later
// What a file takes for granted at its parameters: functions that exist, numbers that a double holds.
#include <catch2/catch.hpp>
#include <filesystem>

#include "common/load.hpp"
#include "common/makes_claims.hpp"
#include "laws/ensemble.hpp"

namespace freepencil {
namespace {

const std::string spectra = R"(parameter c = 1/10
parameter e = -1/2
dimension n
dimension d = 2*n
random Z[n,d] gaussian variance 1/n
spectrum d {
  0   : S = 5, T = 0,  U = 0
  1/2 : S = 0, T = -1, U = 1
  1/2 : S = 2, T = 4,  U = 1
}
)";

/// `line:column: message` of every error.
std::string told(const Expected<Ensemble>& ensemble, const Source& source) {
  std::string all;
  if (ensemble) return all;
  for (const Diagnostic& diagnostic : ensemble.errors()) {
    const auto at = source.locate(diagnostic.span.begin);
    all += (all.empty() ? "" : "\n") + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " +
           diagnostic.message;
  }
  return all;
}

std::string complaints(const std::string& text, std::optional<std::int64_t> n) {
  const auto model = test::load(text);
  if (!model) FAIL(test::messages(model.errors(), text));
  const ParameterPoint point = default_point(*model);
  return told(n ? finite_ensemble(*model, point, *n) : limit_ensemble(*model, point), Source("test.pencil", text));
}

/// Of the limit; the same at a finite size.
std::string complaints(const std::string& text) {
  const std::string limit = complaints(text, std::nullopt);
  CHECK(complaints(text, 50) == limit);
  return limit;
}

std::string of_output(const std::string& value) { return complaints(spectra + "output a = " + value + "\n"); }

}  // namespace

TEST_CASE("a function of a deterministic matrix must exist although it cancels") {
  const std::string zero = " does not exist: the matrix has the eigenvalue 0 at atom 2 of the spectrum of 'd'";
  CHECK(of_output("tr(S*inv(S))") == "11:17: inv(...)" + zero);
  CHECK(of_output("tr(inv(inv(S)))") == "11:19: inv(...)" + zero);
  CHECK(of_output("tr(S*S^-1)") == "11:17: the power -1" + zero);
  CHECK(of_output("tr(S*S^e)") == "11:17: this power" + zero);
  CHECK(of_output("tr(S^(-1/2)*S)") == "11:15: the power -1/2" + zero);
  CHECK(of_output("tr(Z*(log(S) - log(S))*Z')") == "11:18: log(...)" + zero);
  CHECK(of_output("tr(0*inv(S)*Z'*Z)") == "11:17: inv(...)" + zero);
  CHECK(of_output("tr(inv(S - 2*I)*(S - 2*I))") ==
        "11:15: inv(...) does not exist: the matrix has the eigenvalue 0 at atom 3 of the spectrum of 'd'");
  CHECK(of_output("tr(sqrt(T)*sqrt(T))") ==
        "11:15: sqrt(...) is not real: the matrix has the eigenvalue -1 at atom 2 of the spectrum of 'd'");
  CHECK(of_output("tr(inv(1i*S)*S)") == "11:15: inv(...)" + zero);
  CHECK(of_output("tr((1i*S)^-2*S)") == "11:15: the power -2" + zero);
  CHECK(of_output("tr(inv(S)*log(inv(S)))") == "11:15: inv(...)" + zero);  // once, where it begins
}

TEST_CASE("multiples of the identity must have the functions taken of them") {
  const std::string zero = "inv(...) does not exist: the matrix has the eigenvalue 0";
  CHECK(of_output("tr((c - 1/10)*inv((c - 1/10)*I)*S)") == "11:26: " + zero);
  CHECK(of_output("tr(S + inv((3*c - 3/10)*I))") == "11:19: " + zero);  // 3*0.1 - 0.3 is not zero in floating point
  CHECK(of_output("tr(inv((3*c - 3/10)*Z'*Z + (3*c - 3/10)*Z'*Z)*Z'*Z)") == "11:15: " + zero);
  CHECK(of_output("tr(S*((-c)*I)^(1/2))") == "11:17: the power 1/2 is not real: the matrix has the eigenvalue -0.1");
  CHECK(of_output("tr(S*sqrt((3*c - 3/10)*I))").empty());
}

TEST_CASE("functions that exist are no cause for complaint") {
  CHECK(of_output("tr(S*inv(S + I)*inv(T) + sqrt(S)*T^3*T^-1)").empty());
  CHECK(of_output("tr(inv(U)*sqrt(U))").empty());  // the eigenvalue 0 has no weight
  CHECK(of_output("tr(sqrt(1i*T))").empty());
}

TEST_CASE("only what the outputs use must exist") {
  const std::string lets = spectra + "let A = inv(S)\nlet B = S*A\npencil Q { rows d; columns d; [B + Z'*Z] }\n";
  const std::string message =
      "11:9: inv(...) does not exist: the matrix has the eigenvalue 0 at atom 2 of the spectrum of 'd'";
  CHECK(complaints(lets + "output a = tr(S)\n").empty());
  CHECK(complaints(lets + "output a = tr(B)\n") == message);
  CHECK(complaints(lets + "output a = tr(Q^-1[1,1])\n") == message);
  CHECK(complaints(lets + "output a = 1 + b\noutput b = tr(B*B)\n") == message);  // said once

  auto model = test::load(lets + "output a = tr(S)\noutput b = tr(B)\n");
  REQUIRE(model);
  CHECK_FALSE(limit_ensemble(*model, default_point(*model)));
  model->outputs.pop_back();  // as the command line selects outputs
  CHECK(limit_ensemble(*model, default_point(*model)));
}

TEST_CASE("numbers that no double holds are told from those of the wrong sign") {
  const std::string end = "spectrum n { 1 : S = 1 }\noutput a = tr(S*Z'*Z)\n";
  const auto file = [&](const std::string& size, const std::string& variance) {
    return "parameter c = 1\ndimension n\ndimension d = " + size + "\nrandom Z[d,n] gaussian variance " + variance +
           "\n" + end;
  };
  CHECK(complaints(file("1e400*n", "1/n")) ==
        "3:11: the size of 'd', about 1e+400 times the reference size, is too large to be a floating-point number");
  CHECK(complaints(file("125e-400*n", "1/n")) ==
        "3:11: the size of 'd', about 1.25e-398 times the reference size, is too small for double precision");
  CHECK(complaints(file("-1e400*n", "1/n")) ==
        "3:11: the size of 'd' must be positive; it is about -1e+400 times the reference size");
  CHECK(complaints(file("1e300*n", "1/n"), std::nullopt).empty());
  CHECK(complaints(file("1e300*n", "1/n"), 50) ==
        "3:11: the size of 'd', about 1e+300 times 50, is too large for a finite matrix");

  const std::string negative = "4:33: the variance of the entries of 'Z' must not be negative; it is -1";
  CHECK(complaints(file("n", "(c - 2)/n"), std::nullopt) == negative);
  CHECK(complaints(file("n", "(c - 2)/n"), 50) == negative + "/50");
  const std::string variance = "4:33: the variance of the entries of 'Z', about ";
  CHECK(complaints(file("n", "c*1e-400/n"), std::nullopt) == variance + "1e-400, is too small for double precision");
  CHECK(complaints(file("n", "c*1e-400/n"), 50) == variance + "2e-402, is too small for double precision");
  CHECK(complaints(file("n", "c*1e400/n"), 50) == variance + "2e+398, is too large to be a floating-point number");
}

TEST_CASE("parameters that no double holds are located") {
  const auto with = [](const std::string& value) {
    return complaints("parameter c = " + value + "\ndimension n\nspectrum n { 1 : S = 1 }\noutput a = tr(c*S)\n");
  };
  CHECK(with("1e-400") == "1:11: c = about 1e-400 is too small for double precision");
  CHECK(with("-1e400") == "1:11: c = about -1e+400 is too large to be a floating-point number");
  CHECK(with("1e-300").empty());
  CHECK(
      complaints("parameter p = 1e400\ndimension n\ndimension d = p*n\nspectrum d { 1 : S = p }\noutput a = tr(S)\n") ==
      "1:11: p = about 1e+400 is too large to be a floating-point number");
}

TEST_CASE("the shipped models take nothing for granted that is not so") {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(FREEPENCIL_ROOT) + "/pencils")) {
    if (entry.path().extension() != ".pencil") continue;
    if (test::makes_claims(entry.path().string())) continue;
    const auto model = test::load(test::read_file(entry.path().string()).value());
    INFO(entry.path().string());
    REQUIRE(model);
    CHECK(limit_ensemble(*model, default_point(*model)));
    ++count;
  }
  CHECK(count > 0);
}

TEST_CASE("functions of a matrix given by its entries must exist at its eigenvalues") {
  const std::string opening = "dimension d\nrandom W[d,d] gaussian variance 1/d\nmatrix A[d] file \"" FREEPENCIL_ROOT
                              "/tests/diagnostics/good.npy\"\nmatrix B[d]\n";
  const auto of = [&](const std::string& value) { return complaints(opening + "output a = tr(" + value + "*W)\n"); };
  CHECK(of("sqrt(A)*log(A - I)").empty());
  // The eigenvalues of (2, 1; 1, 3) are (5 -+ sqrt 5)/2.
  CHECK(of("log(A - 2*I)") ==
        "5:15: log(...) is not real: the matrix has the eigenvalue -0.618034 at the eigenvalue 1.38197 of 'A'");
  CHECK(of("inv(B)*log(B)*A*sqrt(A)").empty());  // nothing is known of B
}

}  // namespace freepencil
