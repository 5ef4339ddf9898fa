# SPDX-License-Identifier: GPL-3.0-or-later
# Ceres Solver. The shared library loads eighteen others, two more BLAS among them, and every start of the program would
# wait 2 to 3 ms for them; the static libraries of Debian's libceres-dev and libsuitesparse-dev cost half of that. Where
# one of those is missing the shared library will do. Debian's CeresConfig.cmake is of no use: it mixes both kinds.
add_library(freepencil_ceres INTERFACE)
find_library(GLOG_LIBRARY glog REQUIRED)
set(static_parts)
foreach(part libceres.a libspqr.a libcholmod.a libcxsparse.a libamd.a libcamd.a libcolamd.a libccolamd.a
    libsuitesparseconfig.a libmetis.so.5)
  find_library(CERES_PART_${part} ${part})
  mark_as_advanced(CERES_PART_${part})
  list(APPEND static_parts ${CERES_PART_${part}})
endforeach()
if(static_parts MATCHES "NOTFOUND")
  find_library(CERES_LIBRARY ceres REQUIRED)
  target_link_libraries(freepencil_ceres INTERFACE ${CERES_LIBRARY} ${GLOG_LIBRARY})
else()
  target_link_libraries(freepencil_ceres INTERFACE ${static_parts} ${GLOG_LIBRARY} ${OPENBLAS_LIBRARY} gomp)
endif()
