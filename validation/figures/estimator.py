# SPDX-License-Identifier: GPL-3.0-or-later
"""Words for descriptions of estimators, in the schema that validation/README.md explains."""

ISOTROPIC = [{"weight": 1, "Sigma": 1, "Gamma": 1}]


def label(teacher, noise, weight=1):
    """weight times x'w + noise times a standard normal, w from the teacher."""
    return {"teacher": teacher, "noise": str(noise), "weight": str(weight)}


def source(rows, *labels, share=None):
    """A block of rows, a multiple of the reference size, whose labels are the sum of the given ones."""
    block = {"rows": str(rows), "covariance": "Sigma", "labels": list(labels)}
    return block if share is None else block | {"loss_share": str(share)}


def ridgeless():
    return {"kind": "ridgeless"}


def ridge(penalty, projection=None):
    fit = {"kind": "ridge", "lambda": penalty if isinstance(penalty, float) else str(penalty)}
    return fit if projection is None else fit | {"projection": str(projection)}


def stage(fit, *sources, rounds=1, design="fresh", data="replace"):
    return {"rounds": rounds, "design": design, "data": data, "sources": list(sources), "fit": fit}


def experiment(dimension, *stages, spectrum=None, second=None, **more):
    """d/n and what is fitted one after the other; `second` is the squared distance c2 of a second truth, isotropic."""
    atoms = spectrum or ISOTROPIC
    described = {"spectrum": atoms, "dimension": str(dimension), "truth": "Gamma", "stages": list(stages), "risk": "Sigma"}
    if second is not None:
        described["spectrum"] = [atom | {"Delta": str(second)} for atom in atoms]
        described["second_truth"] = "Delta"
    return described | more
