// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "report/names.hpp"
#include "report/table.hpp"
#include "report/theorem_parts.hpp"

namespace freepencil::report {

namespace {

/// Declarations that share a sentence, in the order of the first of each.
class Sentences {
 public:
  void add(const std::string& predicate, const std::string& subject) {
    const auto at = std::find_if(list_.begin(), list_.end(), [&](const auto& s) { return s.first == predicate; });
    if (at == list_.end()) {
      list_.push_back({predicate, {subject}});
    } else {
      at->second.push_back(subject);
    }
  }
  [[nodiscard]] std::string text() const {
    std::string text;
    for (const auto& [predicate, subjects] : list_)
      text += fmt::format("Let {} {}.\n", conjunction(subjects), predicate);
    return text;
  }

 private:
  std::vector<std::pair<std::string, std::vector<std::string>>> list_;
};

/// `$Z_{t} \in \mathbb{R}^{m \times d}$ for $t = 1, \dots, T$`
std::string member(const syntax::Declared& name, const std::string& where, ExpressionLatex& latex) {
  if (!name.family) return fmt::format("${} \\in {}$", latex_name(name.name.text), where);
  syntax::Expression index;
  index.kind = syntax::Expression::Kind::Name;
  index.text = name.family->name.text;
  return fmt::format("${} \\in {}$ for ${}$", latex.indexed(name.name.text, {index}), where,
                     latex_range(*name.family, latex));
}

std::string law(const syntax::LawName& law, ExpressionLatex& latex) {
  if (law.name.text == "gaussian") return "Gaussian entries";
  if (law.name.text == "rademacher") return "Rademacher entries";
  if (law.name.text == "uniform") return "uniform entries";
  std::vector<std::string> arguments;
  for (const auto& argument : law.arguments) arguments.push_back("$" + latex.in_line(argument) + "$");
  return fmt::format("entries of the law {}{}", latex_escape(law.name.text),
                     arguments.empty() ? "" : fmt::format("({})", fmt::join(arguments, ", ")));
}

std::string square(const std::string& space) {
  const std::string size = latex_name(space);
  return fmt::format("{} \\times {}", size, size);
}

std::string randoms(const Theorem& theorem, ExpressionLatex& latex) {
  Sentences sentences;
  for (const auto* random : all<syntax::Random>(theorem.ast)) {
    const std::string where = fmt::format("\\mathbb{{{}}}^{{{} \\times {}}}", random->complex ? 'C' : 'R',
                                          latex_name(random->row.text), latex_name(random->column.text));
    sentences.add(fmt::format("have independent centred {}{} of variance ${}$", random->complex ? "complex " : "",
                              law(random->law, latex), latex.in_line(random->variance)),
                  member(random->name, where, latex));
  }
  for (const auto* random : all<syntax::Symmetric>(theorem.ast)) {
    const bool complex = random->law.name.text == "gue";
    sentences.add(fmt::format("be from the Gaussian {} ensemble with off-diagonal entries of variance ${}$",
                              complex ? "unitary" : "orthogonal", latex.in_line(random->variance)),
                  member(random->name,
                         fmt::format("\\mathbb{{{}}}^{{{}}}", complex ? 'C' : 'R', square(random->space.text)), latex));
  }
  return sentences.text();
}

std::string vectors(const Theorem& theorem, ExpressionLatex& latex) {
  Sentences sentences;
  for (const auto* vector : all<syntax::Vector>(theorem.ast)) {
    const std::string space = latex_name(vector->space.text), value = latex.in_line(vector->value);
    std::string predicate;
    if (vector->given == syntax::Vector::Given::Variance) {
      predicate = fmt::format("have independent centred entries of variance ${}$", value);
    } else {
      const bool loose = vector->value.kind == syntax::Expression::Kind::Sum || value.find('/') != std::string::npos;
      predicate = loose ? fmt::format("be centred with covariance ${}^{{-1}}({})$", space, value)
                        : fmt::format("be centred with covariance ${}/{}$", value, space);
    }
    sentences.add(predicate, member(vector->name, fmt::format("\\mathbb{{R}}^{{{}}}", space), latex));
  }
  return sentences.text();
}

std::string value_list(const syntax::SpectrumItem& item, ExpressionLatex& latex) {
  std::vector<std::string> values;
  for (const auto& value : item.values) {
    values.push_back(fmt::format("${} = {}$", latex_name(value.name.text), latex.in_line(value.value)));
  }
  return fmt::format("{}", fmt::join(values, ", "));
}

/// The measure as it is in the file, where it was not drawn at random.
std::string measure(const syntax::Spectrum& spectrum, ExpressionLatex& latex) {
  std::vector<std::string> parts;
  for (const auto& item : spectrum.items) {
    const std::string values = value_list(item, latex);
    if (const auto* atom = std::get_if<syntax::SpectrumItem::Atom>(&item.source)) {
      parts.push_back(fmt::format("{} with weight ${}$", values, latex.in_line(atom->weight)));
    } else if (const auto* family = std::get_if<syntax::SpectrumItem::Family>(&item.source)) {
      parts.push_back(fmt::format("{} for ${}$ with equal weights", values, latex_range(family->index, latex)));
    } else if (const auto* file = std::get_if<syntax::SpectrumItem::File>(&item.source)) {
      parts.push_back(fmt::format("{} in the rows of \\texttt{{{}}}", values, latex_escape(file->path)));
    } else if (std::holds_alternative<syntax::SpectrumItem::Spike>(item.source)) {
      parts.push_back(fmt::format("and one direction with {}", values));
    } else {
      parts.push_back(values);
    }
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

/// Whether all values are numbers that stand there without a sign; zero among them is for `zero`.
bool unsigned_numbers(const syntax::Spectrum& spectrum, bool& zero) {
  using Kind = syntax::Expression::Kind;
  const auto literal = [](const syntax::Expression& e) { return e.kind == Kind::Number; };
  bool all_unsigned = true;
  for (const auto& item : spectrum.items) {
    for (const auto& [name, value] : item.values) {
      const bool quotient =
          value.kind == Kind::Product && std::all_of(value.children.begin(), value.children.end(), literal);
      all_unsigned = all_unsigned && (literal(value) || quotient);
      zero = zero || (literal(value) && value.text.find_first_of("123456789") == std::string::npos);
    }
  }
  return all_unsigned;
}

bool was_drawn(const Theorem& theorem, const std::string& space) {
  const std::string begin = fmt::format("spectrum {} {{", space);
  for (const auto& statement : theorem.verification.statements) {
    if (!statement.worst) continue;
    for (const std::string& drawn : statement.worst->spectra) {
      if (drawn.starts_with(begin)) return true;
    }
  }
  return false;
}

/// The names that atoms give, or those that spikes give.
std::vector<std::string> names_in(const syntax::Spectrum& spectrum, bool spikes) {
  std::vector<std::string> names;
  for (const auto& item : spectrum.items) {
    if (std::holds_alternative<syntax::SpectrumItem::Spike>(item.source) != spikes) continue;
    for (const auto& value : item.values) {
      const std::string name = fmt::format("${}$", latex_name(value.name.text));
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

/// What only spikes give, without dollars.
std::vector<std::string> signals_of(const syntax::Spectrum& spectrum) {
  std::vector<std::string> signals;
  const auto bulk = names_in(spectrum, false);
  for (const std::string& name : names_in(spectrum, true)) {
    if (std::find(bulk.begin(), bulk.end(), name) == bulk.end()) signals.push_back(name.substr(1, name.size() - 2));
  }
  return signals;
}

std::string spectra(const Theorem& theorem, ExpressionLatex& latex) {
  std::string text;
  Names unordered;
  for (const auto* spaces : all<syntax::Noncommuting>(theorem.ast)) {
    for (const auto& space : spaces->spaces) unordered.insert(space.text);
  }
  for (const auto* spectrum : all<syntax::Spectrum>(theorem.ast)) {
    const std::vector<std::string> names = names_in(*spectrum, false), signals = signals_of(*spectrum);
    if (names.empty()) continue;
    const bool one = names.size() == 1;
    bool zero = false;
    const bool positive = unsigned_numbers(*spectrum, zero);
    const std::string definite = !positive ? "" : zero ? " positive semidefinite" : " positive definite";
    const std::string commuting = one || unordered.contains(spectrum->space.text) ? "" : " commuting";
    const std::string kind = one ? "spectral distribution" : "joint spectral distribution";
    const std::string size = fmt::format("${}$", square(spectrum->space.text));
    text += fmt::format("Let {} be {}deterministic{} symmetric{} {} {}", conjunction(names), one ? "a " : "", commuting,
                        definite, size, one ? "matrix" : "matrices");
    text += was_drawn(theorem, spectrum->space.text)
                ? fmt::format(" whose {} converges to one of bounded support.\n", kind)
                : fmt::format(" with {} {}.\n", kind, measure(*spectrum, latex));
    if (signals.empty()) continue;
    const std::string dimension = latex_name(spectrum->space.text);
    for (const std::string& signal : signals) {
      text +=
          fmt::format("Let ${0} = {1} \\sum_j {0}_j v_j v_j^{{\\top}}$ with fixed numbers ${0}_j$", signal, dimension);
      text += signal == signals.front()
                  ? fmt::format(", where the $v_j$ are a fixed number of common unit eigenvectors of {}",
                                conjunction(names))
                  : "";
      text += ".\n";
    }
  }
  return text;
}

std::string explicit_matrices(const Theorem& theorem) {
  Sentences sentences;
  for (const auto* matrix : all<syntax::Matrix>(theorem.ast)) {
    sentences.add(
        "be deterministic and symmetric, not taken to commute",
        fmt::format("${} \\in \\mathbb{{R}}^{{{}}}$", latex_name(matrix->name.text), square(matrix->space.text)));
  }
  return sentences.text();
}

/// What is random counts twice where it is a family.
std::size_t random_objects(const Theorem& theorem) {
  std::size_t count = 0;
  const auto add = [&](const auto& list) {
    for (const auto* x : list) count += x->name.family ? 2 : 1;
  };
  add(all<syntax::Random>(theorem.ast));
  add(all<syntax::Symmetric>(theorem.ast));
  add(all<syntax::Vector>(theorem.ast));
  return count;
}

}  // namespace

std::string theorem_matrices(const Theorem& theorem, ExpressionLatex& latex) {
  std::string text =
      spectra(theorem, latex) + explicit_matrices(theorem) + randoms(theorem, latex) + vectors(theorem, latex);
  if (random_objects(theorem) > 1) text += "All that is random is independent.\n";
  return text;
}

}  // namespace freepencil::report
