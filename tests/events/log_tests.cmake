entente_tests(log SOURCES
    chain_test.cpp event_log_conformance_test.cpp file_log_damage_test.cpp file_log_failure_test.cpp
    file_log_test.cpp
    SEES log_support)
target_compile_definitions(log_tests PRIVATE "ENTENTE_GOLDEN=\"${CMAKE_CURRENT_SOURCE_DIR}/golden\"")
