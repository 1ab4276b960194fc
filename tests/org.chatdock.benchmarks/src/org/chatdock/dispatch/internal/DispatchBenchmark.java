// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

import org.chatdock.api.dispatch.Delivery;
import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.message.SenderType;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.Logger;

/**
 * What dispatch costs when the handlers do nothing, and what handlers cost that do not match. It stands in the package
 * of the room, which exports nothing.
 */
public final class DispatchBenchmark {
    private static final int AIM_NANOS = 2_000;
    /** Less than the smallest object, so that not one of a hundred thousand handlers allocates anything. */
    private static final double AIM_BYTES = 0.5;
    private static final int CONVERSATIONS = 16;
    private static final int IN_FLIGHT = 256;
    private static final int MANY = 1_000;
    /** For those that do not match: they are quick, but there are many. */
    private static final int FEWER = 20;

    private final int messages;
    private final int repeat;

    /** Of one message: processor time of the whole process, and bytes allocated by all threads. */
    private record Cost(double nanos, double bytes) {
    }

    public DispatchBenchmark(int messages, int repeat) {
        this.messages = messages;
        this.repeat = repeat;
    }

    /** Prints a table and a line of JSON; returns whether the aims are reached. */
    public boolean run() throws InterruptedException {
        Cost one = cost(messages, 1, 0, Map.of());
        Cost ten = cost(messages, 10, 0, Map.of());
        int few = Math.max(1, messages / FEWER);
        Cost types = cost(few, 1, MANY, Map.of(MessageHandler.TYPES, new String[] { "order", "invoice" }));
        Cost filters = cost(few, 1, MANY, Map.of(MessageHandler.FILTER, "(&(MsgType=order)(vip=true))"));
        double perHandler = (ten.nanos - one.nanos) / 9;
        double typeBytes = (types.bytes - one.bytes) / MANY;
        double filterBytes = (filters.bytes - one.bytes) / MANY;
        System.out.printf("%-46s %12s %12s%n", "CPU and allocation of one message", "ns", "bytes");
        print("1 handler", one);
        print("10 handlers", ten);
        print("1 handler, 1000 others of another type", types);
        print("1 handler, 1000 others with a filter", filters);
        System.out.printf(Locale.ROOT, "one message and its only handler: %.0f ns; every further handler: %.0f ns; the "
                + "aim is %d ns%n", one.nanos, perHandler, AIM_NANOS);
        System.out.printf(Locale.ROOT, "every handler that does not match: %.1f ns and %.2f bytes by type, %.1f ns and "
                + "%.2f bytes by filter; the aim is 0 bytes%n", (types.nanos - one.nanos) / MANY, typeBytes,
                (filters.nanos - one.nanos) / MANY, filterBytes);
        System.out.printf(Locale.ROOT, "{\"bench\":\"dispatch\",\"nanosOne\":%.0f,\"nanosPerHandler\":%.0f,"
                + "\"aimNanos\":%d,\"bytesPerOtherType\":%.3f,\"bytesPerOtherFilter\":%.3f,\"messages\":%d}%n",
                one.nanos, perHandler, AIM_NANOS, typeBytes, filterBytes, messages);
        return one.nanos < AIM_NANOS && perHandler < AIM_NANOS && typeBytes < AIM_BYTES && filterBytes < AIM_BYTES;
    }

    private static void print(String what, Cost cost) {
        System.out.printf(Locale.ROOT, "%-46s %12.0f %12.0f%n", what, cost.nanos, cost.bytes);
    }

    /** The median of the repetitions, after one that warms up. */
    private Cost cost(int count, int matching, int others, Map<String, Object> ofOthers) throws InterruptedException {
        Dispatcher dispatcher = new Dispatcher(new DispatchOptions(4, false, 200, 5_000, 30_000, 5, 10_000, 600_000, 3),
                Clock.systemUTC(), System::nanoTime, fake(Logger.class, (method, arguments) -> {
                    throw new IllegalStateException(String.valueOf(arguments[0]));
                }), () -> { });
        for (int i = 0; i < matching + others; i++) {
            add(dispatcher, i, i < matching ? Map.of(MessageHandler.TYPES, MessageType.TEXT) : ofOthers);
        }
        double[] nanos = new double[repeat];
        double[] bytes = new double[repeat];
        for (int i = -1; i < repeat; i++) {
            Cost cost = pass(dispatcher, count);
            if (i >= 0) {
                nanos[i] = cost.nanos;
                bytes[i] = cost.bytes;
            }
        }
        dispatcher.close();
        Arrays.sort(nanos);
        Arrays.sort(bytes);
        return new Cost(nanos[repeat / 2], bytes[repeat / 2]);
    }

    private static Cost pass(Dispatcher dispatcher, int count) throws InterruptedException {
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        Delivery[] deliveries = new Delivery[count];
        for (int i = 0; i < count; i++) {
            deliveries[i] = delivery(i, inFlight);
        }
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long bytes = allocated();
        long cpu = system.getProcessCpuTime();
        for (Delivery delivery : deliveries) {
            inFlight.acquire();
            dispatcher.accept(delivery);
        }
        inFlight.acquire(IN_FLIGHT);
        return new Cost((double) (system.getProcessCpuTime() - cpu) / count, (double) (allocated() - bytes) / count);
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long each : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(each, 0);
        }
        return sum;
    }

    private static Delivery delivery(int number, Semaphore inFlight) {
        Message message = new Message(new MessageId("m" + number), new ConversationId("c" + number % CONVERSATIONS),
                "from", "to", SenderType.USER, MessageType.TEXT, "text", Attachment.NONE, Instant.EPOCH, Map.of());
        return new Delivery() {
            @Override
            public Message message() {
                return message;
            }

            @Override
            public void acknowledge(String handlerName) {
                // Nobody is there to hear it.
            }

            @Override
            public void done() {
                inFlight.release();
            }
        };
    }

    private static void add(Dispatcher dispatcher, int number, Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put(Constants.SERVICE_ID, (long) number);
        ServiceReference<MessageHandler> reference = fake(ServiceReference.class, (method, arguments) -> switch (method
                .getName()) {
            case "getProperty" -> all.get(arguments[0]);
            case "compareTo" -> Long.compare((long) ((ServiceReference<?>) arguments[0])
                    .getProperty(Constants.SERVICE_ID), number);
            default -> null;
        });
        Outcome handled = Outcome.handled();
        dispatcher.whiteboard().add(reference, new MessageHandler() {
            @Override
            public String name() {
                return "handler" + number;
            }

            @Override
            public Outcome handle(Message message) {
                return handled;
            }
        });
    }

    private interface Body {
        Object call(Method method, Object[] arguments);
    }

    @SuppressWarnings("unchecked") // a proxy cannot know what its type's variables stand for
    private static <T> T fake(Class<?> type, Body body) {
        return (T) Proxy.newProxyInstance(DispatchBenchmark.class.getClassLoader(), new Class<?>[] { type },
                (self, method, arguments) -> switch (method.getName()) {
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    case "toString" -> "fake " + type.getSimpleName();
                    default -> body.call(method, arguments);
                });
    }
}
