// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system.chaos;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.function.BiConsumer;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.ConversationStore;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Registers one handler. Its name, what it is for and how it behaves stand in the bundle's manifest. */
public final class Activator implements BundleActivator {
    @Override
    public void start(BundleContext context) throws InvalidSyntaxException {
        Dictionary<String, String> headers = context.getBundle().getHeaders();
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Constants.SERVICE_RANKING, Integer.valueOf(headers.get("Chaos-Ranking")));
        properties.put(MessageHandler.TYPES, list(headers.get("Chaos-Types")));
        properties.put(MessageHandler.SENDER_TYPES, list(headers.get("Chaos-Senders")));
        properties.put(MessageHandler.FILTER, headers.get("Chaos-Filter"));
        context.registerService(MessageHandler.class, new StrangersHandler(headers.get("Chaos-Name"),
                headers.get("Chaos-Conduct"), context.getBundle(), sightings(context),
                context.getService(context.getServiceReference(ConversationStore.class))), properties);
    }

    /** The tests' own classes are not to be seen from here; the platform's are. */
    @SuppressWarnings("unchecked")
    private static BiConsumer<String, Message> sightings(BundleContext context) throws InvalidSyntaxException {
        ServiceReference<?> sightings = context.getServiceReferences(BiConsumer.class, "(chaos=sightings)").iterator()
                .next();
        return (BiConsumer<String, Message>) context.getService(sightings);
    }

    /** As {@code @HandlesMessage} does it: an empty array means all. */
    private static String[] list(String header) {
        return header.isEmpty() ? new String[0] : header.split(",");
    }

    @Override
    public void stop(BundleContext context) {
        // The framework unregisters the service.
    }
}
