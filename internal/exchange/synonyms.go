package exchange

// synonyms are the headings that offices write, by the column that they mean,
// in any case, with or without accents, "de", "del" and the like, and with the
// abbreviations of shorthand written out. The names of the templates are not
// repeated here, nor are the questions of the services' forms.
var synonyms = map[string][]string{
	"service": {"Servicio brindado", "Servicio prestado", "Servicio recibido", "Tipo de servicio", "Tipo de atención", "Atención brindada",
		"Atención", "Servicio o actividad", "Servicios", "Servicios brindados", "Servicios recibidos", "Servicios prestados",
		"Servicio que recibió", "Qué servicio recibió", "Qué servicios recibió", "Qué servicio recibiste", "Qué servicios recibiste", "Services", "Services provided", "Taller", "Curso", "Nombre del taller", "Service", "Service provided", "Workshop", "Course"},
	"activity": {"Nombre de la actividad", "Título de la actividad", "Evento", "Nombre del evento", "Activity", "Activity name", "Event"},
	"day": {"Fecha de atención", "Fecha de la atención", "Fecha del servicio", "Fecha de servicio", "Fecha de la actividad", "Fecha de actividad",
		"Fecha del taller", "Fecha de registro de la atención", "Fecha de entrega", "Fecha de la encuesta", "Fecha de operación",
		"Fecha de abono", "Fecha de cobro", "Fecha de la cita", "Fecha de cita", "Fecha de la sesión", "Día", "Date", "Service date", "Date of service", "Payment date", "Activity date"},
	"place": {"Lugar de atención", "Lugar de la atención", "Lugar de la actividad", "Lugar del taller", "Ubigeo", "Código de ubigeo", "Ubicación",
		"Ciudad", "Región", "Sede", "Place", "Location", "City", "Region"},
	"district":   {"Distrito", "En qué distrito vives", "En qué distrito vive", "Distrito donde vive", "Distrito donde vives", "Distrito en que vive", "En qué distrito", "Distrito de atención", "Distrito de residencia", "District", "Admin3"},
	"province":   {"Provincia", "Provincia de atención", "Provincia de residencia", "Province", "Admin2"},
	"department": {"Departamento", "Departamento de atención", "Departamento de residencia", "Department", "Admin1"},

	"name": {"Apellidos y nombres", "Nombres y apellidos", "Nombre y apellido", "Apellido y nombre", "Nombre completo", "Nombres completos",
		"Apellidos y nombres completos", "Nombres y apellidos completos", "Participante", "Nombre de la participante", "Beneficiaria",
		"Nombre de la beneficiaria", "Usuaria", "Nombre de la usuaria", "Persona", "Representante", "Nombre de la representante", "Titular",
		"Nombre del titular", "Asistente", "Full name", "Name", "Participant", "Participant name", "Name and surname",
		"Cuál es tu nombre completo", "Cuál es su nombre completo", "Nombre y apellidos", "Tu nombre completo", "Nombre del beneficiario", "Beneficiario", "Socia", "Nombre de la socia", "Alumna", "Dirigente", "Nombre de la dirigente", "Integrante"},
	"surnames":      {"Apellido", "Apellidos de la persona", "Apellido de la persona", "Surname", "Surnames", "Last name", "Last names", "Family name"},
	"given":         {"Nombre", "Nombre de pila", "Nombres de la persona", "Nombre de la persona", "First name", "First names", "Given name", "Given names"},
	"sex":           {"Género", "Cuál es tu sexo", "Cuál es su sexo", "Cuál es tu género", "Cuál es su género", "Sexo de la persona", "Sexo de la participante", "Sexo/Género", "Género/Sexo", "Sexo (F/M)", "Sexo (M/H)", "Sex", "Gender"},
	"birth":         {"Nacimiento", "Cuál es su fecha de nacimiento", "Cuál es tu fecha de nacimiento", "Cuándo naciste", "Cuándo nació", "Fecha o año de nacimiento", "FN", "Date of birth", "Birth date", "Birthdate", "DOB"},
	"age":           {"Edad", "Cuántos años tienes", "Cuántos años tiene", "Cuál es su edad", "Cuál es tu edad", "Años", "Edad (años)", "Edad en años", "Edad cumplida", "Age", "Age (years)"},
	"nationality":   {"País", "País de origen", "País de nacimiento", "País de nacionalidad", "Nationality", "Country", "Country of origin"},
	"population":    {"Tipo de población", "Perfil poblacional", "Perfil", "Población meta", "Situación de movilidad", "Population type", "Population"},
	"document_type": {"Tipo documento", "Qué tipo de documento tienes", "Qué tipo de documento tiene", "Qué documento tienes", "Qué documento tiene", "Tipo de ID", "Tipo de doc", "Tipo doc identidad", "Tipo de documento de identidad", "TD", "Document type", "ID type", "Type of document"},
	"document": {"Documento", "Cuál es tu número de documento", "Cuál es su número de documento", "Doc", "Documento de identidad", "Doc identidad", "Número de documento de identidad", "Número doc", "Número documento",
		"Documento de identificación", "Número de identificación", "Número de identidad", "DNI/CE", "DNI o CE", "DNI/CE/PTP", "DNI/CE/CPP", "DNI/CE/PTP/CPP", "DNI/CE/Pasaporte",
		"DNI, CE o PTP", "DNI u otro", "DNI u otro documento", "Document", "Document number", "ID number", "Número ID"},
	"phone": {"Celular", "Número de celular", "Número celular", "Número de teléfono", "Número telefónico", "Teléfono de contacto", "Teléfono celular",
		"Celular de contacto", "Teléfono/Celular", "Celular/Teléfono", "Teléfonos", "Móvil", "Contacto", "WhatsApp", "Número de celular WhatsApp", "Celular WhatsApp", "Número de contacto",
		"Phone", "Phone number", "Mobile", "Cell phone", "Telephone", "Contact number"},
	"household":   {"Código de hogar", "Código del hogar", "Código de familia", "Hogar (código)", "Household", "Household code", "Household ID"},
	"kinship":     {"Vínculo", "Vínculo familiar", "Relación con la jefa de hogar", "Relación de parentesco", "Kinship", "Relationship"},
	"life_stages": {"Etapa de vida", "Etapas", "Etapa", "Ciclo de vida", "Life stage", "Life stages"},
	"committee": {"Comité de Vaso de Leche", "Vaso de Leche", "Comité VDL", "VDL", "Comité de base", "Nombre del comité", "Club de madres", "Organización de base", "Comité al que representa",
		"Comité que representa", "Committee"},
	"counted_at": {"Contada en la actividad", "Ya contada en", "Counted at"},

	"kind": {"Tipo de organización de base", "Tipo de comité", "Tipo de OSB", "Kind of organisation"},
	"post": {"Cargo en la directiva", "Cargo directivo", "Cargo que ocupa", "Cargo en el comité", "Cargo que desempeña", "Puesto", "Función", "Post", "Position"},
	"since": {"Desde cuándo", "Inicio", "Fecha de inicio", "Inicio del cargo", "Inicio de gestión", "Inicio de mandato", "Cargo desde", "Periodo desde", "Fecha de elección",
		"Fecha de juramentación", "Elegida el", "Since", "From"},
	"until": {"Hasta cuándo", "Fin", "Término", "Fecha de término", "Fecha de fin", "Fin del cargo", "Fin de gestión", "Fin de mandato", "Cargo hasta", "Periodo hasta", "Until", "To"},
	"term":  {"Período", "Periodo de gestión", "Gestión", "Mandato", "Periodo del cargo", "Periodo de la directiva", "Term"},
	"resolution": {"Resolución", "Número de resolución", "Reconocimiento", "Resolución de alcaldía", "Resolución municipal", "Resolución de reconocimiento municipal", "RA", "R.A.",
		"Resolution"},
	"recognised": {"Fecha de reconocimiento", "Fecha de resolución", "Fecha de la resolución", "Vigencia desde", "Vigente desde", "Reconocimiento desde", "Inicio de vigencia", "Recognised from"},
	"recognised_until": {"Vigencia", "Vigente hasta", "Vence", "Vencimiento", "Fecha de vencimiento", "Vigencia de la resolución", "Vigencia del reconocimiento",
		"Reconocimiento hasta", "Fin de vigencia", "Recognised until"},

	"product":  {"Productos", "Producto elaborado", "Producto hecho", "Qué se hizo", "Artículo", "Product"},
	"units":    {"Unidades", "Cantidad producida", "Cantidad hecha", "Cantidad elaborada", "Producción", "Hechos", "Hechas", "Elaborados", "Units", "Units made"},
	"hours":    {"Horas de trabajo", "Horas trabajadas", "Tiempo", "Duración", "Número de horas", "Hours"},
	"material": {"Costo del material", "Costo de materiales", "Costo de los materiales", "Materiales", "Material", "Gasto en material", "Gasto en materiales", "Insumos", "Costo de insumos", "Material cost"},
	"price":    {"Precio de venta", "Precio unitario", "Precio por unidad", "Precio c/u", "P. unit.", "PU", "Price", "Unit price"},
	"sold":     {"Vendido", "Vendidas", "Unidades vendidas", "Cantidad vendida", "Se vendió", "Se vendieron", "Sold"},
	"income":   {"Ingreso", "Ingresos", "Ingreso por ventas", "Total vendido", "Total de ventas", "Venta total", "Importe vendido", "Income"},
	"own_use":  {"Para la casa", "Consumo propio", "Autoconsumo", "Para su casa", "Para uso propio", "Uso en casa", "Own use"},
	"gift":     {"Regalos", "Regalado", "Regalados", "Regaladas", "Donado", "Donados", "Donación", "Obsequio", "Obsequios", "Gift", "Gifts"},
	"maker":    {"Quién", "Quién hizo", "Quiénes", "Quién la hizo", "Hecho por", "Elaborado por", "Artesana", "Productora", "Maker", "Made by"},
	"cohort":   {"Grupo del curso", "Cohorte", "Promoción", "Cohort"},

	"trainer": {"Quién enseña", "Quién dio la réplica", "Quién replicó", "Enseñó", "Enseñada por", "Dictada por", "Dictado por", "Capacitadora", "Replicadora", "Réplica a cargo de",
		"A cargo de", "Socia que enseñó", "Representante que enseñó", "Quién capacitó", "Trainer", "Taught by"},
	"topics": {"Temas enseñados", "Tema enseñado", "Temas de la réplica", "Tema de la réplica", "Qué se enseñó", "Qué enseñó", "Contenido", "Contenidos", "Topics taught"},
	"first_time": {"Primera vez", "Vienen por primera vez", "Vinieron por primera vez", "Asistentes por primera vez", "Personas por primera vez", "Nuevas", "Nuevos", "Nuevas asistentes",
		"De las cuales por primera vez", "1ra vez", "1era vez", "1ª vez", "First time"},
	"known": {"Nombres de socias", "Nombres de las socias", "Nombre de las socias", "Nombres de asistentes", "Nombres de las asistentes", "Socias asistentes", "Socias presentes", "Relación de socias",
		"Lista de socias", "Socias", "Who came"},

	"line": {"Línea de pago", "Número de línea", "Código de línea", "Referencia", "Referencia de pago", "Número de referencia", "Código de referencia",
		"Código de pago", "Código de beneficio", "Line", "Payment line", "Reference", "Payment reference"},
	"leg": {"Número de tramo", "Cuota", "Número de cuota", "Armada", "Parte", "Leg", "Instalment", "Installment"},
	"amount": {"Monto (S/)", "Monto S/", "Monto en soles", "Monto (soles)", "Monto cobrado", "Monto entregado", "Monto recibido", "Monto depositado", "Importe cobrado", "Monto pagado", "Monto abonado", "Monto del bono", "Monto transferido", "Importe", "Importe (S/)",
		"Importe pagado", "Importe abonado", "Importe en soles", "Valor", "Amount", "Amount paid", "Amount (PEN)"},
	"mechanism": {"Medio de pago", "Modalidad de pago", "Modalidad", "Canal", "Canal de pago", "Forma de pago", "Mecanismo", "Mecanismo de entrega", "Mechanism",
		"Delivery mechanism", "Payment method"},
	"state": {"Estado de la cita", "Estado de cita", "Estado de la atención", "Estado de atención", "Estado de pago", "Estado del pago", "Estado de la operación", "Estado operación", "Situación", "Situación del pago", "Resultado", "Status",
		"Payment status", "State"},
	"came": {"Asistencia", "Marca de asistencia", "Vino", "¿Asistió?", "Asistió a la sesión", "Attended", "Attendance", "Asistió a la cita", "Asistencia a la cita",
		"Fue atendida", "Se atendió", "Se presentó", "Acudió", "Acudió a la cita", "Appointment status"},

	"operation": {"Operación", "Número de operación", "Número operación", "Código de operación", "ID operación", "Número de transacción", "Operation",
		"Operation number", "Transaction", "Transaction ID"},
	"reason": {"Motivo de rechazo", "Motivo del rechazo", "Motivo de devolución", "Detalle del rechazo", "Causa de rechazo", "Rejection reason", "Reason"},

	"method": {"Método de conteo", "Forma de conteo", "Cómo se contó", "Method", "Counting method"},
	"total": {"Total general", "Total de personas", "Total personas", "Total participantes", "Total de participantes", "Número de participantes",
		"Número de personas", "Número de asistentes", "Participantes", "Asistentes", "Personas", "Cantidad", "Total asistentes", "Total people", "Participants"},

	"answered": {"Responde", "Respondió la encuesta", "Aceptó responder", "Acepta responder", "Answered", "Responded"},
	"herself": {"Satisfacción", "Satisfacción con la atención", "Satisfacción con la atención recibida", "Atención recibida", "Satisfacción personal",
		"Qué tan satisfecha estás con la atención", "Qué tan satisfecha está con la atención", "Qué tan satisfecha estás con la atención recibida",
		"Qué tan satisfecha está con la atención recibida", "Cómo califica la atención recibida", "Cómo calificas la atención recibida", "Cómo califica la atención",
		"Del 1 al 5 cómo califica la atención recibida",
		"Care for you", "Satisfaction", "Satisfaction with the service"},
	"family": {"Satisfacción de su familia", "Con la atención a tu familia", "Con la atención a su familia", "Qué tan satisfecha está con la atención a su familia",
		"Qué tan satisfecha estás con la atención a tu familia", "Satisfacción con la atención a su familia", "Atención a la familia", "Care for your family", "Family satisfaction"},

	"seeing": {"Dificultad para ver", "Visión", "Seeing"}, "hearing": {"Dificultad para oír", "Audición", "Hearing"},
	"walking": {"Dificultad para caminar", "Caminar o subir escalones", "Walking"}, "remembering": {"Dificultad para recordar", "Recordar o concentrarse", "Remembering"},
	"self_care": {"Dificultad para cuidarse", "Autocuidado", "Self care", "Self-care"}, "communicating": {"Dificultad para comunicarse", "Comunicación", "Communicating"},

	"in_destination": {"Población en destino", "In destination"}, "in_transit": {"Población en tránsito", "In transit"},
	"pendular": {"Población pendular", "Pendulares"}, "host_community": {"Comunidad de acogida", "Población de acogida", "Host community", "Peruanas"},
	"returnee": {"Retornadas", "Retornados", "Población retornada", "Returnees"},
}

// pieces are headings that hold a part of a column: the parts are joined in
// this order.
var pieces = map[string][][]string{
	"surnames": {
		{"Apellido paterno", "Primer apellido", "Paterno", "First surname"},
		{"Apellido materno", "Segundo apellido", "Materno", "Second surname"},
		{"Apellido de casada", "Married name"},
	},
	"given": {
		{"Primer nombre"},
		{"Segundo nombre", "Otros nombres", "Middle name"},
	},
	"birth": {
		{"Día de nacimiento", "Nacimiento día", "Fecha de nacimiento día", "Day of birth"},
		{"Mes de nacimiento", "Nacimiento mes", "Fecha de nacimiento mes", "Month of birth"},
		{"Año de nacimiento", "Nacimiento año", "Fecha de nacimiento año", "Year of birth"},
	},
	"day": {
		{"Día de atención", "Día de la atención", "Fecha día"},
		{"Mes de atención", "Mes de la atención", "Fecha mes"},
		{"Año de atención", "Año de la atención", "Fecha año"},
	},
}

// papers are headings that are the kind of the document below them.
var papers = map[string][]string{
	"DNI": {"DNI", "Número de DNI", "Número DNI", "D.N.I.", "Documento Nacional de Identidad"},
	"CUI": {"CUI"},
	"CE":  {"CE", "C.E.", "Carné de extranjería", "Carnet de extranjería", "Número de CE", "Número CE"},
	"CPP": {"CPP", "Carné CPP", "Número de CPP"},
	"PTP": {"PTP", "Número de PTP", "Permiso temporal de permanencia"},
	"PAS": {"Pasaporte", "Número de pasaporte", "Passport", "Passport number"},
	"CIV": {"Cédula", "Cédula de identidad", "Número de cédula", "Cédula venezolana", "Cédula de identidad venezolana", "Número de cédula venezolana"},
	"CSR": {"Carné de solicitante de refugio", "Carnet de solicitante de refugio"},
	"CRF": {"Carné de refugio", "Carnet de refugio", "Carné de refugiada"},
	"PN":  {"Partida de nacimiento", "Acta de nacimiento"},
	"TAM": {"TAM", "Tarjeta andina de migración"},
}

// unread are headings that are known and hold nothing that is counted: what
// offices add for themselves, what forms add by themselves, and the columns of
// a workbook of rejected rows.
var unread = []string{
	"Observaciones", "Observación", "Obs", "Comentarios", "Comentario", "Notas", "Nota", "Remarks", "Comments", "Notes",
	"Número", "Ítem", "Item", "Orden", "Número de orden", "Número orden", "#", "Correlativo",
	"Firma", "Firma de la participante", "Huella", "Firma y huella", "Signature", "Firma o huella",
	"Correo", "Correo electrónico", "Email", "E-mail", "Dirección", "Domicilio", "Address",
	"Responsable", "Promotora", "Promotor", "Facilitadora", "Facilitador", "Profesional", "Registrado por", "Encuestadora", "Entrevistadora",
	"Monto programado", "Fecha programada", "Importe programado",
	"Subtotal", "Sub total", "Porcentaje", "Porcentaje de asistencia", "Asistencias", "Faltas", "Tardanzas", "Promedio", "Suma",
	"start", "end", "today", "deviceid", "username", "simserial", "subscriberid", "phonenumber", "audit", "instanceID", "instanceName", "rootUuid",
	"formhub/uuid", "meta/instanceID", "meta/rootUuid", "meta/deprecatedID", "meta/audit", "ID",
	"Marca temporal", "Timestamp",
	"Fila", "Motivo", "Qué hacer", "Row", "Why rejected", "What to do",
}
