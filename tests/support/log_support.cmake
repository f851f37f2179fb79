# For the tests of the log and for whoever stands above it: a clock and dice to hold, a disk to break, numbered entries,
# a witness that remembers what was acknowledged, and the second verifier.
add_library(log_support STATIC
    cached_bytes.cpp log_drafts.cpp log_witness.cpp second_verifier.cpp simulated_disk.cpp)
target_include_directories(log_support PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}")
target_compile_definitions(log_support PRIVATE
    "ENTENTE_PYTHON=\"${Python3_EXECUTABLE}\"" "ENTENTE_VERIFY_LOG=\"${CMAKE_CURRENT_SOURCE_DIR}/verify_log.py\"")
target_link_libraries(log_support PUBLIC entente::events fmt::fmt Threads::Threads PRIVATE entente_warnings)
