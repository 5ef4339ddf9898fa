# SPDX-License-Identifier: GPL-3.0-or-later
# What `cmake --install` puts in place: the program with its manual page and completions, the shipped files, and the
# library with a package that find_package(freepencil) finds.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# One archive of all stages: a user of the library links one thing.
get_property(stages GLOBAL PROPERTY FREEPENCIL_STAGES)
list(REMOVE_ITEM stages report cli)
set(objects)
foreach(stage ${stages})
  get_target_property(kind freepencil_${stage} TYPE)
  if(NOT kind STREQUAL INTERFACE_LIBRARY)
    list(APPEND objects $<TARGET_OBJECTS:freepencil_${stage}>)
  endif()
endforeach()
add_library(freepencil STATIC src/problem.cpp ${objects})
add_library(freepencil::freepencil ALIAS freepencil)
target_include_directories(freepencil PRIVATE src)
target_link_libraries(freepencil PUBLIC freepencil_public
  PRIVATE freepencil_ceres fmt::fmt GSL::gsl Threads::Threads ${LAPACKE_LIBRARY} ${OPENBLAS_LIBRARY} ${ARB_LIBRARY}
  ${FLINT_LIBRARY} ${MPFR_LIBRARY} ${GMP_LIBRARY})

configure_package_config_file(cmake/freepencilConfig.cmake.in freepencilConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/freepencil)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/freepencilConfigVersion.cmake COMPATIBILITY SameMinorVersion)

install(TARGETS freepencil_program COMPONENT program)
install(FILES docs/man/freepencil.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
install(FILES docs/completions/freepencil.bash RENAME freepencil
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT program)
install(FILES docs/completions/_freepencil DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions COMPONENT program)
install(DIRECTORY pencils DESTINATION ${CMAKE_INSTALL_DATADIR}/freepencil COMPONENT program)
install(TARGETS freepencil freepencil_public freepencil_ceres EXPORT freepencilTargets COMPONENT library
  ARCHIVE FILE_SET HEADERS)
install(EXPORT freepencilTargets NAMESPACE freepencil:: COMPONENT library
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/freepencil)
install(FILES ${PROJECT_BINARY_DIR}/freepencilConfig.cmake ${PROJECT_BINARY_DIR}/freepencilConfigVersion.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/freepencil COMPONENT library)
