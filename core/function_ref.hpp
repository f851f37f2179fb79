/// Calls something that lives elsewhere: a parameter type for callbacks that costs no allocation.
/// After std::function_ref of C++26 (P0792).
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace entente {

template <typename Signature>
class FunctionRef;

/// Refers to a lambda or another function object, which must outlive every call.
template <typename Result, typename... Arguments>
class FunctionRef<Result(Arguments...)> {
public:
    template <typename Callee>
        requires(!std::same_as<std::remove_cvref_t<Callee>, FunctionRef> &&
                 std::is_object_v<std::remove_reference_t<Callee>> &&
                 std::is_invocable_r_v<Result, Callee&, Arguments...>)
    FunctionRef(Callee&& callee)  // NOLINT(bugprone-forwarding-reference-overload): the constraint excludes copies
        : callee_(const_cast<void*>(static_cast<const void*>(std::addressof(callee)))),
          call_([](void* callee_there, Arguments... arguments) -> Result {
              return std::invoke(
                  *static_cast<std::remove_reference_t<Callee>*>(callee_there), std::forward<Arguments>(arguments)...);
          }) {}

    Result operator()(Arguments... arguments) const { return call_(callee_, std::forward<Arguments>(arguments)...); }

private:
    void* callee_;
    Result (*call_)(void*, Arguments...);
};

}  // namespace entente
