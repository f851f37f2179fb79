# cmake -D BUILD=build/release -D COMPILER=g++ -D FLAGS=… -P install_and_consume.cmake
# Installs the build into a folder of its own, then builds and runs the project beside this file against that folder.
set(prefix "${BUILD}/consumer/prefix")
set(consumer "${BUILD}/consumer/build")
file(REMOVE_RECURSE "${BUILD}/consumer")

function(run)
    execute_process(COMMAND ${ARGN} COMMAND_ECHO STDOUT COMMAND_ERROR_IS_FATAL ANY)
endfunction()

run(${CMAKE_COMMAND} --install "${BUILD}" --prefix "${prefix}")
run(${CMAKE_COMMAND} -S "${CMAKE_CURRENT_LIST_DIR}" -B "${consumer}" -G Ninja "-DCMAKE_PREFIX_PATH=${prefix}"
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_FLAGS=${FLAGS}" -DCMAKE_BUILD_TYPE=Release)
run(${CMAKE_COMMAND} --build "${consumer}")
run("${consumer}/consumer")
run("${prefix}/bin/entente" --version)
