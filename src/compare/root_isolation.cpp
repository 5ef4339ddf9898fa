// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/root_isolation.hpp"

#include <algorithm>

#include "compare/root_box.hpp"

namespace freepencil {
namespace {

using Outcome = RootIsolation::Outcome;
constexpr double infinity = OutwardRounding::infinity;

/// Splits one side of a box on a scale on which the ends of the domain are far away: distances from the finite end grow
/// and shrink by factors.
class Splitting {
 public:
  Splitting(const RootDomain& domain, const RootSearchLimits& limits) : limits_(limits) {
    for (std::size_t j = 0; j < domain.lower.size(); ++j) {
      const double lower = domain.lower[j].at.lower(), upper = domain.upper[j].at.upper();
      anchors_.push_back(std::isfinite(lower) ? Anchor{lower, 1} : std::isfinite(upper) ? Anchor{upper, -1} : Anchor{});
    }
  }

  /// The halves; nothing where the box is too small.
  [[nodiscard]] std::optional<std::pair<Box, Box>> operator()(const Box& box) const {
    std::size_t widest = 0;
    double most = 0;
    for (std::size_t j = 0; j < box.size(); ++j) {
      if (const double size = relative_width(box[j], anchors_[j]); size > most) {
        most = size;
        widest = j;
      }
    }
    if (most <= limits_.smallest) return std::nullopt;
    const double at = split_point(box[widest], anchors_[widest]);
    if (!(at > box[widest].lower() && at < box[widest].upper())) return std::nullopt;
    std::pair<Box, Box> halves(box, box);
    halves.first[widest] = RealInterval(box[widest].lower(), at);
    halves.second[widest] = RealInterval(at, box[widest].upper());
    return halves;
  }

 private:
  struct Anchor {
    double at = 0;
    int direction = 0;  ///< of the domain, seen from there; zero: both
  };
  static constexpr double step = 8, near_end = 1e-40, far_away = 1e40;

  /// The distances of the ends of an interval from the anchor.
  static std::pair<double, double> distances(const RealInterval& x, const Anchor& anchor) {
    if (anchor.direction >= 0) return {x.lower() - anchor.at, x.upper() - anchor.at};
    return {anchor.at - x.upper(), anchor.at - x.lower()};
  }

  static double relative_width(const RealInterval& x, const Anchor& anchor) {
    constexpr double unbounded = 2;
    const auto [from, to] = distances(x, anchor);
    if (std::isinf(from) && std::isinf(to)) return 2 * unbounded;
    if (std::isinf(to) || std::isinf(from))
      return std::max(std::abs(std::isinf(to) ? from : to), 0.0) < far_away ? unbounded : 0;
    const double size = std::max(std::abs(from), std::abs(to));
    return size <= near_end ? 0 : (to - from) / size;
  }

  static double split_distance(double from, double to) {
    if (from < 0 && to > 0) return 0;
    if (to <= 0) return -split_distance(-to, -from);
    if (std::isinf(to)) return std::max(step * from, 1.0);
    if (from == 0) return to / step;
    return to > 4 * from ? std::sqrt(from) * std::sqrt(to) : from + (to - from) / 2;
  }

  static double split_point(const RealInterval& x, const Anchor& anchor) {
    const auto [from, to] = distances(x, anchor);
    const double distance = split_distance(from, to);
    return anchor.direction >= 0 ? anchor.at + distance : anchor.at - distance;
  }

  RootSearchLimits limits_;
  std::vector<Anchor> anchors_;
};

class Search {
 public:
  Search(const BoxFunctions& functions, const RootDomain& domain, const RootSearchLimits& limits)
      : domain_(domain), limits_(limits), boxes_(functions), split_(domain, limits) {}

  RootIsolation operator()() {
    Box whole;
    for (std::size_t j = 0; j < domain_.lower.size(); ++j) {
      const double lower = domain_.lower[j].at.lower(), upper = domain_.upper[j].at.upper();
      if (!(lower <= upper)) return finish();
      whole.emplace_back(lower, upper);
    }
    pending_ = {std::move(whole)};
    while (!pending_.empty() && result_.reason.empty() && roots_.size() < 2) {
      if (result_.examined++ >= limits_.boxes) {
        give_up("the search for roots takes too long");
        break;
      }
      Box box = std::move(pending_.back());
      pending_.pop_back();
      examine(std::move(box));
    }
    return finish();
  }

 private:
  using Root = CertifiedRoot;

  void examine(Box box) {
    for (const Root& root : regions_) {
      if (subset(box, root.region)) return;
    }
    auto left = boxes_.contracted(std::move(box));
    if (!left || only_zero_is_excluded(*left)) return;
    box = std::move(*left);
    for (const Root& root : regions_) {
      if (subset(box, root.region)) return;
      if (box.size() == 1 && share_interior(box, root.region)) return push_difference(box, root.region);
    }
    if (is_bounded(box) && find_root(box)) return;
    const auto halves = split_(box);
    if (!halves) {
      left_.push_back(std::move(box));
      if (left_.size() >= limits_.left) give_up("there are places at which roots can neither be excluded nor proved");
      return;
    }
    pending_.push_back(halves->second);
    pending_.push_back(halves->first);
  }

  void give_up(const char* reason) { result_.reason = reason; }

  /// Whether a root near the box is proved, in which case what is left of the box is pending.
  bool find_root(const Box& box) {
    const auto centre = boxes_.approximate_root(box);
    if (!centre) return false;
    const Box point(centre->begin(), centre->end());
    Box near = box;  // which may be as small as rounding lets it be
    for (RealInterval& x : near) {
      x += RealInterval(-1, 1) * (boost::numeric::width(x) + RootBoxes::smallest_radius * boost::numeric::abs(x));
    }
    if (!subset(point, near)) return false;
    for (const Root& known : regions_) {
      if (!subset(point, known.region)) continue;
      if (!share_interior(box, known.region)) return false;
      push_difference(box, known.region);
      return true;
    }
    const auto root = boxes_.certified(*centre);
    if (!root) return false;
    add(*root);
    push_difference(box, root->region);
    return true;
  }

  void add(Root root) {
    regions_.push_back(root);
    for (const Root& known : roots_) {
      if (subset(root.tight, known.region)) return;  // the same
      if (!disjoint(root.tight, known.tight)) return give_up("two roots cannot be told apart");
    }
    switch (membership(root.tight)) {
      case Membership::Inside:
        roots_.push_back(std::move(root));
        break;
      case Membership::Unknown:
        at_end_.push_back(root.tight);
        break;
      case Membership::Outside:
        break;
    }
  }

  enum class Membership { Inside, Outside, Unknown };

  Membership membership(const Box& root) {
    Membership result = Membership::Inside;
    for (std::size_t j = 0; j < root.size(); ++j) {
      const DomainEnd& lower = domain_.lower[j];
      const DomainEnd& upper = domain_.upper[j];
      if (root[j].upper() < lower.at.lower() || root[j].lower() > upper.at.upper()) return Membership::Outside;
      const DomainEnd* end = root[j].lower() > lower.at.upper() ? nullptr : &lower;
      if (!end && !(root[j].upper() < upper.at.lower())) end = &upper;
      if (!end) continue;
      if (!is_root_itself(*end, root.size())) {
        result = Membership::Unknown;
      } else if (!end->closed) {
        return Membership::Outside;
      }
    }
    return result;
  }

  /// Whether an end of the domain of the only unknown is a root, exactly.
  bool is_root_itself(const DomainEnd& end, std::size_t unknowns) {
    if (unknowns != 1 || end.at.lower() != end.at.upper() || std::isinf(end.at.lower())) return false;
    boxes_.values().set({end.at});
    const RealInterval there = boxes_.values().equation(0);
    return there.lower() == 0 && there.upper() == 0 && boxes_.values().exists_everywhere();
  }

  /// An equation that vanishes at an excluded end and is monotone up to there has no other zero.
  bool only_zero_is_excluded(const Box& box) {
    if (box.size() != 1) return false;
    boxes_.values().set(box);
    if (has_zero(boxes_.values().jacobian(0, 0)) || !boxes_.values().exists_everywhere()) return false;
    const DomainEnd& lower = domain_.lower[0];
    const DomainEnd& upper = domain_.upper[0];
    return (!lower.closed && box[0].lower() == lower.at.lower() && is_root_itself(lower, 1)) ||
           (!upper.closed && box[0].upper() == upper.at.upper() && is_root_itself(upper, 1));
  }

  /// The parts of the box outside of the region.
  void push_difference(Box box, const Box& region) {
    for (std::size_t j = 0; j < box.size(); ++j) {
      if (box[j].lower() < region[j].lower()) {
        Box part = box;
        part[j] = RealInterval(box[j].lower(), std::min(box[j].upper(), region[j].lower()));
        pending_.push_back(std::move(part));
      }
      if (box[j].upper() > region[j].upper()) {
        Box part = box;
        part[j] = RealInterval(std::max(box[j].lower(), region[j].upper()), box[j].upper());
        pending_.push_back(std::move(part));
      }
      box[j] = boost::numeric::intersect(box[j], region[j]);
      if (is_empty(box[j])) return;
    }
  }

  RootIsolation finish() {
    std::erase_if(left_, [&](const Box& box) {
      return std::any_of(regions_.begin(), regions_.end(), [&](const Root& root) { return subset(box, root.region); });
    });
    left_.insert(left_.end(), at_end_.begin(), at_end_.end());
    for (const Root& root : roots_) result_.boxes.push_back(root.region);
    if (roots_.size() > 1) {
      result_.outcome = Outcome::Several;
      result_.reason = "the equations have more than one root in the domain";
    } else if (!result_.reason.empty() || !left_.empty()) {
      result_.outcome = Outcome::Undecided;
      if (!at_end_.empty()) {
        result_.reason = "a root cannot be told from an end of the domain";
      } else if (result_.reason.empty()) {
        result_.reason = "a root can neither be excluded nor proved: there may be a double one";
      }
      result_.boxes = left_;
      result_.boxes.insert(result_.boxes.end(), pending_.begin(), pending_.end());
    } else if (roots_.empty()) {
      result_.outcome = Outcome::None;
      result_.reason = "the equations have no root in the domain";
    } else {
      result_.outcome = Outcome::Unique;
    }
    return std::move(result_);
  }

  const RootDomain& domain_;
  RootSearchLimits limits_;
  RootBoxes boxes_;
  Splitting split_;
  std::vector<Box> pending_, left_;
  std::vector<Root> regions_;  ///< of all certified roots, in the domain or not
  std::vector<Root> roots_;    ///< in the domain
  std::vector<Box> at_end_;    ///< which cannot be told from an end of the domain
  RootIsolation result_;
};

}  // namespace

RootIsolation isolate_roots(const BoxFunctions& functions, const RootDomain& domain, const RootSearchLimits& limits) {
  return Search(functions, domain, limits)();
}

}  // namespace freepencil
