// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.BundleRevision;

/** Starts the framework with the bundles that lie beside it, and ends it in good order. */
public final class Main {
    /** The framework property that carries the command line, its parts separated by {@link #SEPARATOR}. */
    public static final String ARGUMENTS = "chatdock.headless.arguments";
    public static final String SEPARATOR = "\u0000";

    private static final String EXIT_CODE = "chatdock.headless.exit";
    private static final int USAGE = 2;
    private static final long STOP_MILLIS = 5_000;

    private Main() {
    }

    /** @param arguments see {@link Options#HELP} */
    public static void main(String[] arguments) {
        List<String> list = List.of(arguments);
        if (list.contains("--help")) {
            System.out.print(Options.HELP);
            return;
        }
        try {
            Options.parse(list, System.getenv("CHATDOCK_TOKEN"));
            start(list);
        } catch (Options.UsageException e) {
            System.err.println("headless.sh: " + e.getMessage());
            exit(USAGE);
        } catch (IOException | BundleException e) {
            System.err.println("headless.sh: the framework did not start: " + e.getMessage()
                    + ". Build again, and check that the temporary folder can be written.");
            exit(1);
        }
    }

    /**
     * Ends the process with this code, in good order, and returns at once: the caller may be a thread that the
     * framework waits for when it stops. The code goes by a property, because this class is loaded twice.
     */
    public static void exit(int code) {
        System.setProperty(EXIT_CODE, Integer.toString(code));
        new Thread(() -> System.exit(code), "chatdock-headless-exit").start();
    }

    private static void start(List<String> arguments) throws IOException, BundleException {
        Path storage = Files.createTempDirectory("chatdock-headless");
        Map<String, String> properties = new HashMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        properties.put(ARGUMENTS, String.join(SEPARATOR, arguments));
        // Configuration Admin keeps nothing on disk: it gets the token.
        properties.put("felix.cm.pm", "memory");
        properties.put("ds.loglevel", "1");
        Framework framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow()
                .newFramework(properties);
        CountDownLatch started = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(
                new Thread(() -> stop(framework, started, storage), "chatdock-headless-end"));
        try {
            framework.init();
            startBundles(framework);
            framework.start();
        } finally {
            started.countDown();
        }
    }

    private static void startBundles(Framework framework) throws BundleException {
        List<Bundle> bundles = new ArrayList<>();
        for (String jar : System.getProperty("chatdock.bundles").split(File.pathSeparator)) {
            bundles.add(framework.getBundleContext().installBundle("reference:" + Path.of(jar).toUri()));
        }
        // Ours first: what it configures must be there before a room looks for it.
        bundles.sort(Comparator.comparing(bundle -> !bundle.getSymbolicName().equals("org.chatdock.headless")));
        for (Bundle bundle : bundles) {
            if ((bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0) {
                bundle.start();
            }
        }
    }

    /**
     * Runs on a signal too, where Java would end with a code of its own. An end that comes while the framework starts
     * waits for that first: Equinox would go on writing into the folder that is deleted here.
     */
    private static void stop(Framework framework, CountDownLatch started, Path storage) {
        try {
            started.await(STOP_MILLIS, TimeUnit.MILLISECONDS);
            framework.stop();
            framework.waitForStop(STOP_MILLIS);
        } catch (BundleException e) {
            System.err.println("headless.sh: the framework did not stop: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delete(storage);
        System.out.flush();
        Runtime.getRuntime().halt(Integer.getInteger(EXIT_CODE, 0));
    }

    private static void delete(Path storage) {
        try (Stream<Path> files = Files.walk(storage)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // A left-over in the temporary folder, nothing worse.
        }
    }
}
