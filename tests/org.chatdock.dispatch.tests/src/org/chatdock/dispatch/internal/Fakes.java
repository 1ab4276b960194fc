// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** What the framework would bring along. */
final class Fakes {
    private Fakes() {
    }

    /** Compares as a framework's reference does: by ranking, then the other way round by id. */
    static ServiceReference<MessageHandler> reference(long id, int ranking, Object fallback) {
        return reference(id, ranking, fallback == null ? Map.of() : Map.of(MessageHandler.FALLBACK, fallback));
    }

    /** @param more properties beside id and ranking; may be changed later */
    static ServiceReference<MessageHandler> reference(long id, int ranking, Map<String, Object> more) {
        Map<String, Object> own = Map.of(Constants.SERVICE_ID, id, Constants.SERVICE_RANKING, ranking);
        return proxy(ServiceReference.class, (self, method, arguments) -> switch (method.getName()) {
            case "getProperty" -> own.getOrDefault(arguments[0], more.get(arguments[0]));
            case "getBundle" -> bundle("bundle-" + id);
            case "compareTo" -> compare(self, (ServiceReference<?>) arguments[0]);
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    static ServiceReference<MessageHandler> reference(long id) {
        return reference(id, 0, Map.of());
    }

    /** The defaults. */
    static DispatchOptions options() {
        return options(4, false);
    }

    /** The defaults but for these. */
    static DispatchOptions options(int threads, boolean acknowledgeUnknown) {
        return new DispatchOptions(threads, acknowledgeUnknown, 200, 5_000, 30_000, 5, 10_000, 600_000, 3);
    }

    private static int compare(Object one, ServiceReference<?> other) {
        ServiceReference<?> self = (ServiceReference<?>) one;
        int byRanking = Integer.compare((int) self.getProperty(Constants.SERVICE_RANKING),
                (int) other.getProperty(Constants.SERVICE_RANKING));
        return byRanking != 0 ? byRanking
                : Long.compare((long) other.getProperty(Constants.SERVICE_ID),
                        (long) self.getProperty(Constants.SERVICE_ID));
    }

    private static Bundle bundle(String name) {
        return proxy(Bundle.class, (self, method, arguments) -> {
            if (method.getName().equals("getSymbolicName")) {
                return name;
            }
            throw new UnsupportedOperationException(method.toString());
        });
    }

    private interface Body {
        Object call(Object self, Method method, Object[] arguments);
    }

    @SuppressWarnings("unchecked") // a proxy cannot know what its type's variables stand for
    private static <T> T proxy(Class<?> type, Body body) {
        return (T) Proxy.newProxyInstance(Fakes.class.getClassLoader(), new Class<?>[] { type },
                (self, method, arguments) -> switch (method.getName()) {
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    case "toString" -> "fake " + type.getSimpleName();
                    default -> body.call(self, method, arguments);
                });
    }

    static MessageHandler handler(String name, Predicate<Message> test, Function<Message, Outcome> handle) {
        return new MessageHandler() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean test(Message message) {
                return test.test(message);
            }

            @Override
            public Outcome handle(Message message) {
                return handle.apply(message);
            }
        };
    }

    /** Wants everything and is done at once. */
    static MessageHandler handler(String name) {
        return handler(name, message -> Outcome.handled());
    }

    /** Wants everything. */
    static MessageHandler handler(String name, Function<Message, Outcome> handle) {
        return handler(name, message -> true, handle);
    }

    /** Throws an error or a runtime exception, in any place. */
    static <T> T thrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }
}
