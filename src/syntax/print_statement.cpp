// SPDX-License-Identifier: GPL-3.0-or-later
#include <type_traits>

#include "syntax/print.hpp"
#include "syntax/printer.hpp"

namespace freepencil::syntax {
namespace {

class StatementPrinter {
 public:
  void write(const Ast& ast) {
    const Statement* before = nullptr;
    for (const Statement& statement : ast.statements) {
      if (before && separated(*before, statement)) out_ += '\n';
      std::visit([this](const auto& body) { write(body); }, statement.body);
      out_ += '\n';
      before = &statement;
    }
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  static bool is_block(const Statement& s) {
    return std::holds_alternative<Spectrum>(s.body) || std::holds_alternative<PencilBlock>(s.body) ||
           std::holds_alternative<Claim>(s.body);
  }
  static bool separated(const Statement& before, const Statement& after) {
    const bool head = std::holds_alternative<Title>(before.body) && std::holds_alternative<Cite>(after.body);
    return !head && (before.body.index() != after.body.index() || is_block(after));
  }

  void write(const Title& x) { out_ += "title " + quoted(x.text); }
  void write(const Cite& x) { out_ += "cite " + quoted(x.text); }

  void write(const Parameter& x) {
    out_ += "parameter " + x.name.text + " = ";
    expressions_.write(x.value);
    if (x.range) write(*x.range);
    write_description(x.description);
  }

  void write(const Range& x) {
    if (x.interval) {
      out_ += x.lower_closed ? " in [" : " in (";
      expressions_.write(*x.lower);
      out_ += ", ";
      expressions_.write(*x.upper);
      out_ += x.upper_closed ? ']' : ')';
    } else {
      out_ += x.lower ? " >" : " <";
      if (x.lower_closed || x.upper_closed) out_ += '=';
      out_ += ' ';
      expressions_.write(x.lower ? *x.lower : *x.upper);
    }
  }

  void write_description(const std::optional<std::string>& description) {
    if (description) out_ += ' ' + quoted(*description);
  }

  void write(const Dimension& x) {
    out_ += "dimension " + x.name.text;
    if (!x.size) return;
    out_ += " = ";
    expressions_.write(*x.size);
  }

  void write(const Declared& x) {
    out_ += x.name.text;
    if (!x.family) return;
    out_ += '[';
    expressions_.write(*x.family);
    out_ += ']';
  }

  void write(const LawName& x) {
    out_ += x.name.text;
    if (x.arguments.empty()) return;
    out_ += '(';
    expressions_.write_list(x.arguments);
    out_ += ')';
  }

  void write(const Random& x) {
    out_ += "random ";
    write(x.name);
    out_ += '[' + x.row.text + ',' + x.column.text + ']';
    if (x.complex) out_ += " complex";
    write_law(x.law, x.variance);
  }

  void write(const Symmetric& x) {
    out_ += "symmetric ";
    write(x.name);
    out_ += '[' + x.space.text + ']';
    write_law(x.law, x.variance);
  }

  void write_law(const LawName& law, const Expression& variance) {
    out_ += ' ';
    write(law);
    out_ += " variance ";
    expressions_.write(variance);
  }

  void write(const SpectrumItem::Atom& x) {
    // `spike :` and `file "..." :` begin other items.
    const bool reserved = x.weight.kind == Expression::Kind::Name && x.weight.text == "spike";
    if (reserved) out_ += '(';
    expressions_.write(x.weight);
    if (reserved) out_ += ')';
  }
  void write(const SpectrumItem::Family& x) { expressions_.write(x.index); }
  void write(const SpectrumItem::Density& x) {
    out_ += x.variable.text + " ~ ";
    write(x.law);
  }
  void write(const SpectrumItem::File& x) { out_ += "file " + quoted(x.path); }
  void write(const SpectrumItem::Spike&) { out_ += "spike"; }

  void write(const Spectrum& x) {
    out_ += "spectrum " + x.space.text + " {\n";
    for (const SpectrumItem& item : x.items) {
      out_ += "  ";
      std::visit([this](const auto& source) { write(source); }, item.source);
      const char* separator = " : ";
      for (const Assignment& value : item.values) {
        out_ += separator + value.name.text + " = ";
        expressions_.write(value.value);
        separator = ", ";
      }
      out_ += '\n';
    }
    out_ += '}';
  }

  void write(const UnknownSymbol& x) { out_ += "symbol " + x.name.text + " = " + x.latex; }

  void write(const Matrix& x) {
    out_ += "matrix " + x.name.text + '[' + x.space.text + ']';
    if (x.file) out_ += " file " + quoted(x.file->path);
  }

  void write(const Noncommuting& x) {
    out_ += "noncommuting";
    write_names(x.spaces);
  }

  void write(const Vector& x) {
    out_ += "vector ";
    write(x.name);
    out_ += '[' + x.space.text + (x.given == Vector::Given::Covariance ? "] covariance " : "] variance ");
    expressions_.write(x.value);
  }

  void write(const Let& x) {
    out_ += "let ";
    write_definition(x);
  }

  void write_definition(const Let& x) {
    out_ += x.name.text;
    if (!x.subscripts.empty()) {
      const char* separator = "[";
      for (const Expression& subscript : x.subscripts) {
        out_ += separator;
        expressions_.write_tight(subscript);
        separator = ",";
      }
      out_ += ']';
    }
    out_ += " = ";
    expressions_.write(x.value);
    if (!x.range) return;
    out_ += " for ";
    expressions_.write(*x.range);
  }

  void write(const Output& x) {
    out_ += "output " + x.name.text + " = ";
    expressions_.write(x.value);
    write_description(x.description);
  }

  void write(const Relation& x) {
    expressions_.write(x.left);
    out_ += ' ' + x.op + ' ';
    expressions_.write(x.right);
  }

  void write(const Assume& x) {
    out_ += "assume ";
    write(x.relation);
  }

  void write_names(const std::vector<Identifier>& names) {
    const char* separator = " ";
    for (const Identifier& name : names) {
      out_ += separator + name.text;
      separator = ", ";
    }
  }

  void write(const PencilBlock& x) {
    out_ += "pencil " + x.name.text + " {\n  rows";
    write_names(x.rows);
    out_ += "\n  columns";
    write_names(x.columns);
    for (const auto& row : x.entries) {
      out_ += "\n  [ ";
      expressions_.write_list(row);
      out_ += " ]";
    }
    out_ += "\n}";
  }

  void write(const Claim& x) {
    out_ += "claim " + quoted(x.title) + " {\n";
    if (x.expect_refuted) out_ += "  expect refuted\n";
    for (const ClaimItem& item : x.items) {
      out_ += "  ";
      std::visit([this](const auto& body) { write_item(body); }, item.item);
      out_ += '\n';
    }
    out_ += '}';
  }

  void write_item(const Let& x) { write_definition(x); }
  void write_item(const Assume& x) { write(x); }
  void write_item(const Relation& x) {
    write_left(x.left);
    out_ += ' ' + x.op + ' ';
    expressions_.write(x.right);
  }
  void write_item(const Expansion& x) {
    write_left(x.left);
    out_ += " ~ ";
    expressions_.write(x.right);
    out_ += " as " + x.parameter.text + " -> ";
    expressions_.write_target(x.target, x.side);
    out_ += " : O(";
    expressions_.write(x.order);
    out_ += ')';
  }

  /// An expression at the beginning of a line of a claim, kept apart from lines that begin with a word.
  void write_left(const Expression& left) {
    const std::string text = print(left);
    const bool reserved = text.starts_with("assume ") || text.starts_with("assume(");
    out_ += reserved ? '(' + text + ')' : text;
  }

  std::string out_;
  ExpressionPrinter expressions_{out_};
};

}  // namespace

std::string print(const Ast& ast) {
  StatementPrinter printer;
  printer.write(ast);
  return printer.take();
}

}  // namespace freepencil::syntax
