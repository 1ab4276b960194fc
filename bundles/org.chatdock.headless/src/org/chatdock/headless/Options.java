// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.chatdock.api.connection.AddressTemplate;

/**
 * The command line, read and checked.
 *
 * @param settings configuration: PID to key to value, all texts
 * @param dump whether to print the store and end
 * @param outbox whether to print what is kept until it is sent
 * @param sends what to send at the start, in order
 * @param sendStdin whether to send what comes in on standard input
 * @param keyFile where the store's key is kept, null if nowhere
 */
public record Options(Map<String, Map<String, Object>> settings, boolean dump, boolean outbox, List<Send> sends,
        boolean sendStdin, Path keyFile) {
    public static final String STORE = "org.chatdock.store";
    public static final String ACCOUNT = "org.chatdock.account";
    public static final String CONNECTION = "org.chatdock.connection";
    public static final String SENDING = "org.chatdock.sending";
    private static final String HISTORY = "org.chatdock.history";
    private static final Set<String> PIDS = Set.of(STORE, ACCOUNT, CONNECTION, SENDING, HISTORY,
            "org.chatdock.dispatch", "org.chatdock.handlers");

    public static final String HELP = """
            usage: headless.sh --gateway URL --store DIR [options]
                   headless.sh --api URL --store DIR --send GROUPID --text T ...
                   headless.sh --store DIR --dump

              --gateway URL        connect to this gateway, ws:// or wss://; others to fall back on follow in the same
                                   argument, with blanks between them
              --store DIR          keep messages here; made if it is missing, its parent must be there
              --key-file FILE      encrypt a new store with a key that is kept in this file, and open one that is; the
                                   file is made if it is missing, and only its owner may read it. Keep it elsewhere
                                   than the store, and a copy of it: without the key the messages are lost
              --encryption X       what a new store is like: auto (encrypted) or none; auto if there is a key file,
                                   else none. Not encrypted means that whoever can read DIR can read every message,
                                   draft and note. A store that is there stays as it is
              --api URL            the send call, http:// or https://
              --history URL        where to ask for messages that were missed, http:// or https://
              --corp C --user U    who signs in
              --token T            the secret; better in the environment variable CHATDOCK_TOKEN,
                                   which other users of this machine cannot see
              --set PID.key=value  any other setting, such as org.chatdock.connection.pingIntervalSeconds=30
              --send GROUPID --text T
                                   send a text to this customer; may be repeated
              --send-stdin         send every line of standard input, a JSON object such as
                                   {"To":"wm1001","MsgType":"text","Content":"Hello"}
              --dump               print every stored message as a line of JSON, and end
              --outbox             print what is not sent yet as lines of JSON, and end; with --send or --send-stdin:
                                   print a line as soon as a message is kept, and is sent whatever happens then
              --help               print this, and end

            Standard output: a line of JSON for every change of the connection and every result of a send. What an
            earlier run has kept and not sent is sent first, when there is something to send.
            Standard error: what went wrong. With --gateway it runs until it is told to end (SIGTERM, exit code 0);
            without, it ends when everything is sent (exit code 1 if something was not). Wrong usage: exit code 2.
            """;

    /**
     * A text to send.
     *
     * @param to the customer
     * @param text the text
     */
    public record Send(String to, String text) {
    }

    /** What is wrong with the command line, and what to do. */
    public static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    public boolean hasGateway() {
        return settings.containsKey(CONNECTION) && settings.get(CONNECTION).containsKey("gatewayUrl");
    }

    /** Whether there is nothing to do but to print what the store has. */
    public boolean reads() {
        return dump || outbox && sends.isEmpty() && !sendStdin;
    }

    /** @param token the secret from the environment, null if there is none */
    public static Options parse(List<String> arguments, String token) throws UsageException {
        Parser parser = new Parser(arguments);
        if (token != null && !token.isEmpty()) {
            parser.set(ACCOUNT, "token", token);
        }
        return parser.parse();
    }

    private static final class Parser {
        private final List<String> arguments;
        private final Map<String, Map<String, Object>> settings = new TreeMap<>();
        private final List<Send> sends = new ArrayList<>();
        private int next;

        Parser(List<String> arguments) {
            this.arguments = arguments;
        }

        void set(String pid, String key, String value) {
            settings.computeIfAbsent(pid, p -> new TreeMap<>()).put(key, value);
        }

        Options parse() throws UsageException {
            boolean dump = false;
            boolean outbox = false;
            boolean sendStdin = false;
            Path keyFile = null;
            while (next < arguments.size()) {
                String option = arguments.get(next++);
                switch (option) {
                    case "--gateway" -> set(CONNECTION, "gatewayUrl", url(option, "ws"));
                    case "--api" -> set(SENDING, "apiUrl", url(option, "http"));
                    case "--history" -> set(HISTORY, "historyUrl", url(option, "http"));
                    case "--store" -> set(STORE, "directory", value(option));
                    case "--key-file" -> keyFile = Path.of(value(option));
                    case "--encryption" -> set(STORE, "encryption", encryption(value(option)));
                    case "--corp" -> set(ACCOUNT, "corpId", value(option));
                    case "--user" -> set(ACCOUNT, "userId", value(option));
                    case "--token" -> set(ACCOUNT, "token", value(option));
                    case "--set" -> setting(value(option));
                    case "--send" -> sends.add(send(value(option)));
                    case "--send-stdin" -> sendStdin = true;
                    case "--dump" -> dump = true;
                    case "--outbox" -> outbox = true;
                    default -> throw new UsageException("There is no option '" + option + "'; see --help.");
                }
            }
            Options options = new Options(settings, dump, outbox, sends, sendStdin, keyFile);
            check(options);
            return options;
        }

        private void check(Options options) throws UsageException {
            if (!settings.containsKey(STORE) || !settings.get(STORE).containsKey("directory")) {
                throw new UsageException("Say where to keep messages: --store DIR.");
            }
            Path store = Path.of((String) settings.get(STORE).get("directory"));
            if (options.reads() && !Files.isDirectory(store)) {
                throw new UsageException("There is no message store in " + store + "; check --store.");
            }
            // The first try is to work, and nothing here keeps a key unless it is told where.
            String fitting = options.keyFile == null ? "none" : "auto";
            Object encryption = settings.get(STORE).putIfAbsent("encryption", fitting);
            if ("auto".equals(encryption) && options.keyFile == null) {
                throw new UsageException("To encrypt, say where to keep the key: --key-file FILE.");
            }
            boolean sending = !options.sends.isEmpty() || options.sendStdin;
            if (!options.reads() && !options.hasGateway() && !sending) {
                throw new UsageException("Say what to connect to: --gateway URL (or --dump, or --send).");
            }
            if (sending && !settings.containsKey(SENDING)) {
                throw new UsageException("Say where to send to: --api URL.");
            }
            // The account exists even when it is empty: without one nobody could send.
            settings.computeIfAbsent(ACCOUNT, p -> new TreeMap<>());
            if (options.hasGateway()) {
                settings.get(CONNECTION).putIfAbsent("outboxDirectory", store.toString());
            }
        }

        private String value(String option) throws UsageException {
            if (next == arguments.size()) {
                throw new UsageException("The option " + option + " needs a value; see --help.");
            }
            return arguments.get(next++);
        }

        private String url(String option, String scheme) throws UsageException {
            String value = value(option);
            boolean right = scheme.equals("ws") ? AddressTemplate.areAddresses(value, scheme)
                    : AddressTemplate.isAddress(value, scheme);
            if (!right) {
                throw new UsageException("The value of " + option + " is not such an address; write " + scheme
                        + "://host:port/path or " + scheme + "s://host:port/path.");
            }
            return value;
        }

        private static String encryption(String value) throws UsageException {
            if (!value.equals("auto") && !value.equals("none")) {
                throw new UsageException("The value of --encryption is '" + value + "'; write auto or none.");
            }
            return value;
        }

        private void setting(String text) throws UsageException {
            int equals = text.indexOf('=');
            int dot = equals < 0 ? -1 : text.lastIndexOf('.', equals);
            if (dot < 0 || !PIDS.contains(text.substring(0, dot)) || dot + 1 == equals) {
                throw new UsageException("--set wants PID.key=value with one of these PIDs: "
                        + String.join(", ", PIDS.stream().sorted().toList()) + ".");
            }
            set(text.substring(0, dot), text.substring(dot + 1, equals), text.substring(equals + 1));
        }

        private Send send(String to) throws UsageException {
            if (next == arguments.size() || !arguments.get(next).equals("--text")) {
                throw new UsageException("After --send GROUPID comes --text T.");
            }
            next++;
            return new Send(to, value("--text"));
        }
    }
}
